package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.session.Secrets;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** The API's Redis in a region, which can be stopped and frozen. */
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

    /** It does not answer any more, but its connections stay. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** It runs again, whatever was done to it. */
    void mend() {
        if (redis == null) {
            start();
        }
        thaw();
    }

    /** A minute goes by for the copy of a session, which is all that may be kept of one. */
    void aMinuteGoesBy(String accessToken) {
        String copy = "session:" + Secrets.hash(accessToken);
        assertThat(ask("TTL " + copy)).matches(":(-2|[1-9]|[1-5][0-9]|60)");
        ask("DEL " + copy);
    }

    /** Its answer to a command, in one line. */
    String ask(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int next = socket.getInputStream().read();
                    next != '\r' && next >= 0;
                    next = socket.getInputStream().read()) {
                line.append((char) next);
            }
            return line.toString();
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
