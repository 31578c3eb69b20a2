package com.ieltsaiprep.api.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.session.AccessGrant;
import com.ieltsaiprep.api.session.FamilyId;
import com.ieltsaiprep.api.session.RedisSessionCache;
import com.ieltsaiprep.api.ticket.RedisTicketStore;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.Ticket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import redis.embedded.RedisServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLSocketFactory;

class RedisClientIT {
    private static final RedisClient.Terms PATIENT =
            new RedisClient.Terms(Duration.ofSeconds(5), Duration.ofSeconds(5));

    private static RedisServer server;
    private static int port;

    private final AtomicLong nowUs = new AtomicLong();

    @BeforeAll
    static void aRealRedis() throws IOException {
        port = freePort();
        server = server(port);
        server.start();
    }

    @AfterAll
    static void isStopped() throws IOException {
        server.stop();
    }

    private static RedisServer server(int port) throws IOException {
        return RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("requirepass secret")
                .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private RedisClient link(int port, String password, RedisClient.Terms terms) {
        return new RedisClient(
                new RedisAddress("127.0.0.1", port, false, "", password),
                RedisClientIT::noTls,
                terms,
                nowUs::get);
    }

    private static SSLSocketFactory noTls() {
        throw new AssertionError("nobody wants TLS");
    }

    @Test
    void speaksWithARealRedis() {
        try (RedisClient link = link(port, "secret", PATIENT)) {
            assertThat(link.ping()).isTrue();
            assertThat(link.ask("SETEX", "k", "60", "vé\r\n")).contains(new RespReply.Text("OK"));
            assertThat(link.ask("GET", "k")).contains(new RespReply.Text("vé\r\n"));
            assertThat(link.ask("TTL", "k"))
                    .hasValueSatisfying(
                            reply ->
                                    assertThat(((RespReply.Count) reply).value())
                                            .isBetween(58L, 60L));
            assertThat(link.ask("DEL", "k", "other")).contains(new RespReply.Count(1));
            assertThat(link.ask("GET", "k")).contains(new RespReply.Nothing());
            assertThat(link.ask("NONSENSE")).contains(new RespReply.Refused("ERR"));
        }
    }

    @Test
    void isAwayForWhoHasTheWrongPassword() {
        try (RedisClient link = link(port, "wrong", PATIENT)) {
            assertThat(link.ping()).isFalse();
        }
    }

    @Test
    void keepsCopiesOfSessions() {
        AccessGrant access =
                new AccessGrant(
                        "user",
                        new FamilyId(Region.SINGAPORE, "A".repeat(22)),
                        Instant.ofEpochMilli(1_234_567),
                        Instant.ofEpochSecond(5_000));
        try (RedisClient link = link(port, "secret", PATIENT)) {
            RedisSessionCache copies = new RedisSessionCache(link);

            copies.put("hash", access, Duration.ofSeconds(60));
            assertThat(copies.get("hash")).contains(access);
            copies.remove(List.of("hash", "other"));
            assertThat(copies.get("hash")).isEmpty();

            link.ask("SETEX", "session:hash", "60", "not a copy");
            assertThat(copies.get("hash")).isEmpty();
        }
    }

    @Test
    void removesCopiesAlsoInThePause() throws IOException {
        int own = freePort();
        RedisServer restarted = server(own);
        AccessGrant access =
                new AccessGrant(
                        "user",
                        new FamilyId(Region.SINGAPORE, "A".repeat(22)),
                        Instant.ofEpochMilli(1_234_567),
                        Instant.ofEpochSecond(5_000));
        try (RedisClient link = link(own, "secret", PATIENT);
                RedisClient other = link(own, "secret", PATIENT)) {
            RedisSessionCache copies = new RedisSessionCache(link);
            assertThat(copies.get("hash")).as("nothing listens").isEmpty();
            restarted.start();
            RedisSessionCache others = new RedisSessionCache(other);
            others.put("hash", access, Duration.ofSeconds(60));
            assertThat(copies.get("hash")).as("in the pause").isEmpty();

            copies.remove(List.of("hash"));

            assertThat(others.get("hash")).isEmpty();
        } finally {
            restarted.stop();
        }
    }

    @Test
    void aFrozenRedisKeepsNobodyWaitingWhoRemovesACopy() throws IOException {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisClient link = link(frozen.getLocalPort(), "", RedisClient.Terms.COPIES)) {
            long before = System.nanoTime();
            new RedisSessionCache(link).remove(List.of("hash"));

            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(450), Duration.ofMillis(1_500));
        }
    }

    @Test
    void putsTicketsWhereTheGatewayTakesThem() {
        Ticket ticket = new Ticket("session", "user");
        String secret = "A".repeat(43);
        try (RedisClient link = link(port, "secret", PATIENT)) {
            assertThat(new RedisTicketStore(link).put(secret, ticket)).isTrue();

            assertThat(
                            ((RespReply.Count)
                                            link.ask("TTL", Ticket.redisKey(secret)).orElseThrow())
                                    .value())
                    .isBetween(58L, 60L);
            assertThat(link.ask("GETDEL", Ticket.redisKey(secret)))
                    .contains(new RespReply.Text(ticket.toJson()));
        }
        try (RedisClient link = link(port, "wrong", PATIENT)) {
            assertThat(new RedisTicketStore(link).put(secret, ticket)).isFalse();
        }
    }

    @Test
    void comesBackByItselfAfterRedisWasRestarted() throws IOException {
        int own = freePort();
        RedisServer restarted = server(own);
        restarted.start();
        try (RedisClient link = link(own, "secret", PATIENT)) {
            assertThat(link.ping()).isTrue();
            restarted.stop();
            assertThat(link.ping()).isFalse();
            restarted.start();
            assertThat(link.ping()).as("in the pause").isFalse();
            nowUs.addAndGet(Duration.ofSeconds(5).toNanos() / 1_000);
            assertThat(link.ping()).isTrue();
        } finally {
            restarted.stop();
        }
    }

    @Test
    void whoWantsToKnowWhetherItAnswersNowWaitsForNoPause() throws IOException {
        int own = freePort();
        RedisServer late = server(own);
        try (RedisClient link = link(own, "secret", RedisClient.Terms.HEALTH)) {
            assertThat(link.ping()).isFalse();
            late.start();
            assertThat(link.ping()).isTrue();
        } finally {
            late.stop();
        }
    }

    @Test
    void aConnectionThatWasClosedMeanwhileIsReplacedUnnoticed() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                RedisClient link = link(listening.getLocalPort(), "", PATIENT)) {
            Thread server = Thread.ofVirtual().start(() -> answerOnceEach(listening));

            assertThat(link.ping()).isTrue();
            assertThat(link.ping()).isTrue();
            assertThat(link.ping()).isTrue();

            server.interrupt();
        }
    }

    /** Answers one command on each connection, and closes it. */
    private static void answerOnceEach(ServerSocket listening) {
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
            // The test is over.
        }
    }

    @Test
    void aFrozenRedisCostsItsBudgetOnceAndThenNothingForAWhile() throws IOException {
        // It accepts connections, and never says a word.
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisClient link = link(frozen.getLocalPort(), "", RedisClient.Terms.COPIES)) {
            long before = System.nanoTime();
            assertThat(link.ask("GET", "k")).isEmpty();
            Duration first = Duration.ofNanos(System.nanoTime() - before);

            before = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThat(link.ask("GET", "k")).isEmpty();
            }
            Duration rest = Duration.ofNanos(System.nanoTime() - before);

            assertThat(first).isBetween(Duration.ofMillis(45), Duration.ofMillis(900));
            assertThat(rest).isLessThan(Duration.ofMillis(500));
        }
    }

    @Test
    void isAwayWhereNothingListens() throws IOException {
        try (RedisClient link = link(freePort(), "", PATIENT)) {
            assertThat(link.ping()).isFalse();
        }
    }

    @Test
    void anAnswerThatIsTooLongIsNotRead() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                RedisClient link = link(listening.getLocalPort(), "", PATIENT)) {
            Thread.ofVirtual().start(() -> boast(listening));

            assertThat(link.ask("GET", "k")).isEmpty();
        }
    }

    private static void boast(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            socket.getOutputStream().write("$1000000\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException _) {
            // The test is over.
        }
    }
}
