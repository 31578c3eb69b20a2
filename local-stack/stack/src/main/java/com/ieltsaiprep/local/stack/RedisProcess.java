package com.ieltsaiprep.local.stack;

import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Redis server on the loopback interface, without persistence. */
final class RedisProcess implements AutoCloseable {
    /** Extracted once: a program cannot be started while another thread writes it again. */
    private static final class Executable {
        private static final File FILE = extract();

        private static File extract() {
            try {
                return ExecutableProvider.newJarResourceProvider().get();
            } catch (IOException e) {
                throw new StackException("Redis cannot be extracted: " + e.getMessage(), e);
            }
        }
    }

    private final int port;
    private final RedisServer server;

    private RedisProcess(int port, RedisServer server) {
        this.port = port;
        this.server = server;
    }

    static RedisProcess start(int port) {
        try {
            RedisServer server =
                    RedisServer.newRedisServer()
                            .executableProvider(() -> Executable.FILE)
                            .port(port)
                            .setting("bind 127.0.0.1")
                            .setting("save \"\"")
                            .setting("appendonly no")
                            .build();
            server.start();
            return new RedisProcess(port, server);
        } catch (IOException e) {
            throw new StackException(
                    "Redis does not start on port %d: %s".formatted(port, e.getMessage()), e);
        }
    }

    /** Deletes all keys. */
    void flush() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() != '+') {
                throw new StackException("Redis does not flush");
            }
        } catch (IOException e) {
            throw new StackException("Redis does not flush: " + e.getMessage(), e);
        }
    }

    String hostAndPort() {
        return "127.0.0.1:" + port;
    }

    String url() {
        return "redis://" + hostAndPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new StackException("Redis does not stop: " + e.getMessage(), e);
        }
    }
}
