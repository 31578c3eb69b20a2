package com.ieltsaiprep.api.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.testing.LocalRedis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLSocketFactory;

@ResourceLock(LocalRedis.LOCK)
class RedisClientIT {
    @RegisterExtension private final LocalRedis redis = new LocalRedis();

    private static final RedisClient.Limits LONG_TIMEOUT =
            new RedisClient.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5));

    private final AtomicLong nowUs = new AtomicLong();

    private static RedisAddress address(int port, String password) {
        return new RedisAddress("127.0.0.1", port, false, "", password);
    }

    private RedisClient client(int port) {
        return client(port, "");
    }

    private RedisClient client(int port, String password) {
        return new RedisClient(
                address(port, password), RedisClientIT::noTls, LONG_TIMEOUT, nowUs::get);
    }

    private RedisClient cache(int port) {
        return RedisClient.forCache(address(port, ""), RedisClientIT::noTls, nowUs::get);
    }

    private static SSLSocketFactory noTls() {
        throw new AssertionError("no TLS");
    }

    private static Duration since(long startNs) {
        return Duration.ofNanos(System.nanoTime() - startNs);
    }

    @Test
    void readsEachReplyType() {
        try (RedisClient client = client(redis.port())) {
            assertThat(client.ping()).isTrue();
            assertThat(client.ask("SETEX", "k", "60", "vé\r\n")).contains(new RespReply.Text("OK"));
            assertThat(client.ask("GET", "k")).contains(new RespReply.Text("vé\r\n"));
            assertThat(client.ask("DEL", "k", "other")).contains(new RespReply.Count(1));
            assertThat(client.ask("GET", "k")).contains(new RespReply.Nothing());
            assertThat(client.ask("NONSENSE")).contains(new RespReply.Refused("ERR"));
        }
    }

    @Test
    void storesExpiringStrings() {
        try (RedisClient client = client(redis.port())) {
            assertThat(client.get("k")).isEmpty();
            assertThat(client.setExpiring("k", 60, "vé")).isTrue();
            assertThat(client.get("k")).contains("vé");
            assertThat(client.ask("TTL", "k").orElseThrow())
                    .isIn(new RespReply.Count(60), new RespReply.Count(59));
            assertThat(client.setExpiring("k", 0, "v")).as("refused by Redis").isFalse();

            assertThat(client.delete(List.of("k", "other"), Duration.ofSeconds(5))).isTrue();
            assertThat(client.get("k")).isEmpty();
        }
    }

    @Test
    void authenticatesByPassword() {
        try (RedisClient operator = client(redis.port())) {
            operator.ask("CONFIG", "SET", "requirepass", "secret");
            try (RedisClient right = client(redis.port(), "secret");
                    RedisClient wrong = client(redis.port(), "wrong")) {
                assertThat(right.ping()).isTrue();
                assertThat(wrong.ping()).isFalse();
                assertThat(wrong.setExpiring("k", 60, "v")).isFalse();
            } finally {
                operator.ask("CONFIG", "SET", "requirepass", "");
            }
        }
    }

    @Test
    void deletesWhileCircuitBreakerIsOpen() {
        redis.stop();
        try (RedisClient client = client(redis.port());
                RedisClient other = client(redis.port())) {
            assertThat(client.get("k")).as("nothing listens").isEmpty();
            redis.start();
            assertThat(other.setExpiring("k", 60, "v")).isTrue();
            assertThat(client.get("k")).as("in the pause").isEmpty();

            client.delete(List.of("k"), Duration.ofSeconds(5));

            assertThat(other.get("k")).isEmpty();
        }
    }

    @Test
    void waitsForDeletionUpToTimeout() throws IOException {
        try (ServerSocket unresponsive = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisClient client = cache(unresponsive.getLocalPort())) {
            long before = System.nanoTime();
            assertThat(client.delete(List.of("k"), Duration.ofMillis(500))).isFalse();

            assertThat(since(before)).isBetween(Duration.ofMillis(450), Duration.ofMillis(1_500));
        }
    }

    @Test
    void doesNotConfirmDeletionThatFindsTooManyCommandsWaiting() throws IOException {
        try (ServerSocket unresponsive =
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            RedisClient client = cache(unresponsive.getLocalPort());
            // One is sent, 16 wait, and the others are refused.
            for (int i = 0; i < 20; i++) {
                assertThat(client.delete(List.of("k"), Duration.ofMillis(1))).isFalse();
            }
        }
    }

    @Test
    void reconnectsAfterRedisRestart() {
        try (RedisClient client = client(redis.port())) {
            assertThat(client.ping()).isTrue();
            redis.stop();
            assertThat(client.ping()).isFalse();
            redis.start();
            nowUs.addAndGet(Duration.ofSeconds(5).toNanos() / 1_000 - 1);
            assertThat(client.ping()).as("in the pause").isFalse();
            nowUs.incrementAndGet();
            assertThat(client.ping()).isTrue();
        }
    }

    @Test
    void doesNotOpenCircuitBreakerForHealthChecks() {
        redis.stop();
        try (RedisClient client =
                RedisClient.forHealthChecks(
                        address(redis.port(), ""), RedisClientIT::noTls, nowUs::get)) {
            assertThat(client.ping()).isFalse();
            redis.start();
            assertThat(client.ping()).isTrue();
        }
    }

    @Test
    void opensCircuitBreakerFor200MillisecondsWhenDataIsRequired() {
        redis.stop();
        try (RedisClient client =
                RedisClient.forRequiredData(
                        address(redis.port(), ""), RedisClientIT::noTls, nowUs::get)) {
            assertThat(client.setExpiring("k", 60, "v")).isFalse();
            redis.start();
            nowUs.addAndGet(199_999);
            assertThat(client.setExpiring("k", 60, "v")).as("in the pause").isFalse();
            nowUs.incrementAndGet();
            assertThat(client.setExpiring("k", 60, "v")).isTrue();
        }
    }

    @Test
    void replacesClosedConnection() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                RedisClient client = client(listening.getLocalPort())) {
            Thread server = Thread.ofVirtual().start(() -> replyOncePerConnection(listening));

            assertThat(client.ping()).isTrue();
            assertThat(client.ping()).isTrue();
            assertThat(client.ping()).isTrue();

            server.interrupt();
        }
    }

    /** Replies to one command on each connection, and closes it. */
    private static void replyOncePerConnection(ServerSocket listening) {
        try {
            while (true) {
                try (Socket socket = listening.accept()) {
                    byte[] command = Resp.command(List.of("PING"));
                    socket.getInputStream().readNBytes(command.length);
                    OutputStream out = socket.getOutputStream();
                    out.write("+PONG\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException _) {
            // The socket is closed at the end of the test.
        }
    }

    @Test
    void waitsForUnresponsiveRedisOncePerOpenCircuit() throws IOException {
        // The server accepts connections and never replies.
        try (ServerSocket unresponsive = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisClient client = cache(unresponsive.getLocalPort())) {
            long before = System.nanoTime();
            assertThat(client.get("k")).isEmpty();
            Duration first = since(before);

            before = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThat(client.get("k")).isEmpty();
            }

            assertThat(first).isBetween(Duration.ofMillis(45), Duration.ofMillis(900));
            assertThat(since(before)).isLessThan(Duration.ofMillis(500));
        }
    }

    @Test
    void refusesTooLongReply() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                RedisClient client = client(listening.getLocalPort())) {
            Thread.ofVirtual().start(() -> sendTooLongReply(listening));

            assertThat(client.get("k")).isEmpty();
        }
    }

    private static void sendTooLongReply(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            socket.getOutputStream().write("$1000000\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException _) {
            // The socket is closed at the end of the test.
        }
    }
}
