package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Redis of the API in one region, which tests can stop and freeze. */
final class ApiRedis implements AutoCloseable {
    private final int port;
    private @Nullable RedisProcess redis;
    private @Nullable ProcessHandle process;

    ApiRedis(int port) {
        this.port = port;
        start();
    }

    String hostAndPort() {
        return "127.0.0.1:" + port;
    }

    void start() {
        Set<ProcessHandle> before = new HashSet<>(ProcessHandle.current().children().toList());
        redis = RedisProcess.start(port);
        process =
                ProcessHandle.current()
                        .children()
                        .filter(child -> !before.contains(child))
                        .findFirst()
                        .orElseThrow();
    }

    void stop() {
        if (redis != null) {
            redis.close();
            redis = null;
        }
    }

    /** Suspends the process: it does not answer, but its connections stay open. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** Restarts or resumes the process, whatever was done to it. */
    void restore() {
        if (redis == null) {
            start();
        }
        thaw();
    }

    /**
     * Deletes a session from the cache, as happens after a minute, and checks that its TTL is at
     * most that.
     */
    void expireCachedSession(String accessToken) {
        String key = "session:" + TokenGenerator.hash(accessToken);
        assertThat(command("TTL " + key)).matches(":(-2|[1-9]|[1-5][0-9]|60)");
        command("DEL " + key);
    }

    /** Sends a command and returns the first line of the reply. */
    String command(String line) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder reply = new StringBuilder();
            for (int next = socket.getInputStream().read();
                    next != '\r' && next >= 0;
                    next = socket.getInputStream().read()) {
                reply.append((char) next);
            }
            return reply.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String signal) {
        try {
            String pid = String.valueOf(Objects.requireNonNull(process).pid());
            if (new ProcessBuilder("kill", "-" + signal, pid).start().waitFor() != 0) {
                throw new AssertionError("Redis takes no signal");
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (redis != null) {
            thaw();
        }
        stop();
    }
}
