package com.ieltsaiprep.common.testing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import redis.embedded.RedisServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Objects;

/**
 * JUnit extension with a real Redis on the loopback interface: one process for each JVM, started
 * when it is first used, running and empty before each test.
 */
public final class LocalRedis implements BeforeEachCallback {
    /** Lock that a class which uses the server holds where classes run concurrently. */
    public static final String LOCK = "redis";

    private static final Server SERVER = new Server();

    /** Redis process of this JVM, which the embedding library ends with the JVM. */
    private static final class Server {
        private final int port = freePort();
        private final RedisServer process = server(port);
        private @Nullable RedisControl control;

        private RedisControl control() {
            return Objects.requireNonNull(control);
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static RedisServer server(int port) {
            try {
                return RedisServer.newRedisServer()
                        .port(port)
                        .setting("bind 127.0.0.1")
                        .setting("save \"\"")
                        .setting("appendonly no")
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start();
        flush();
    }

    /** Returns the address as host and port. */
    public String hostAndPort() {
        return "127.0.0.1:" + SERVER.port;
    }

    /** Returns the address as a URL. */
    public String url() {
        return "redis://" + hostAndPort();
    }

    /** Returns the port on the loopback interface. */
    public int port() {
        return SERVER.port;
    }

    /** Starts the server at its old port if it was stopped. */
    public void start() {
        try {
            if (SERVER.control == null) {
                SERVER.process.start();
                SERVER.control = new RedisControl(SERVER.port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server, as if the machine were gone; the next test finds it running again. */
    public void stop() {
        try {
            SERVER.process.stop();
            SERVER.control = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Suspends the server: it accepts connections, and answers nothing. */
    public void freeze() {
        SERVER.control().freeze();
    }

    /** Resumes the server after {@link #freeze}. */
    public void thaw() {
        SERVER.control().thaw();
    }

    /** Sends a command with simple arguments and returns its reply as RESP2 has it. */
    public String command(String line) {
        return SERVER.control().command(line);
    }

    /** Deletes all data. */
    public void flush() {
        if (!command("FLUSHALL").equals("+OK")) {
            throw new IllegalStateException("Redis refuses FLUSHALL");
        }
    }
}
