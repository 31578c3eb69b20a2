package com.ieltsaiprep.common.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import redis.embedded.RedisServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JUnit extension with a real Redis on the loopback interface: one process for each JVM, started
 * when it is first used, running and empty before each test.
 */
public final class LocalRedis implements BeforeEachCallback {
    /** Lock that a class which uses the server holds where classes run concurrently. */
    public static final String LOCK = "redis";

    private static final Pattern PROCESS_ID = Pattern.compile("process_id:([0-9]+)");

    private static final Server SERVER = new Server();

    /** Redis process of this JVM, which the embedding library ends with the JVM. */
    private static final class Server {
        private final int port = freePort();
        private final RedisServer process = server(port);
        private boolean running;
        private long processId;

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
            if (!SERVER.running) {
                SERVER.process.start();
                SERVER.processId = processId();
                SERVER.running = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server, as if the machine were gone; the next test finds it running again. */
    public void stop() {
        try {
            SERVER.process.stop();
            SERVER.running = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Suspends the server with SIGSTOP: it accepts connections, and answers nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** Resumes the server after {@link #freeze}. */
    public void thaw() {
        signal("CONT");
    }

    /** Deletes all data. */
    public void flush() {
        if (!send("FLUSHALL").equals("+OK")) {
            throw new IllegalStateException("Redis refuses FLUSHALL");
        }
    }

    private static void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(SERVER.processId))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long processId() {
        Matcher processId = PROCESS_ID.matcher(send("INFO server"));
        if (!processId.find()) {
            throw new IllegalStateException("Redis does not tell its process id");
        }
        return Long.parseLong(processId.group(1));
    }

    /** Sends a command on a connection of its own and returns its answer. */
    private static String send(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port)) {
            socket.getOutputStream()
                    .write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            String answers =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answers.substring(0, answers.lastIndexOf("\r\n+OK"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
