package com.ieltsaiprep.gateway.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fake Redis that answers claims as a test says, in an order that a real one cannot be made to. */
final class FakeRedis implements AutoCloseable {
    /** Command, script, number of keys and one key; the script's arguments follow. */
    private static final int BEFORE_ARGUMENTS = 4;

    private static final int CLAIM_ARGUMENTS = 4;

    /** Answers to the next claims. */
    final Queue<Long> generations = new ConcurrentLinkedQueue<>();

    /** Arguments of the claims: generation and counter of the capsule, the newest known. */
    final List<String> claims = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;
    private volatile boolean takenOver;

    /** Starts a server on any free port. */
    FakeRedis() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Sets whether commands are read but not answered. */
    void silent(boolean isSilent) {
        silent = isSilent;
    }

    /** Answers no more claims, and renewals of one conversation with its loss. */
    void takeOver() {
        takenOver = true;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException _) {
            // Closed by the test.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = connection.getOutputStream();
            for (List<String> command = read(in); !command.isEmpty(); command = read(in)) {
                if (!silent) {
                    out.write(answer(command).getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        } catch (IOException _) {
            // Closed by the test or the client.
        }
    }

    private static List<String> read(BufferedReader in) throws IOException {
        List<String> words = new ArrayList<>();
        String count = in.readLine();
        for (int i = 0; count != null && i < Integer.parseInt(count.substring(1)); i++) {
            in.readLine();
            words.add(in.readLine());
        }
        return words;
    }

    private String answer(List<String> command) {
        return switch (command.getFirst().toUpperCase(Locale.ROOT)) {
            case "HELLO" -> "-ERR unknown command\r\n";
            case "PING" -> "+PONG\r\n";
            case "EVALSHA" -> run(command.subList(BEFORE_ARGUMENTS, command.size()));
            default -> "-ERR not in this test\r\n";
        };
    }

    private String run(List<String> arguments) {
        boolean claim = arguments.size() == CLAIM_ARGUMENTS;
        if (takenOver) {
            return claim ? "" : "*1\r\n:0\r\n";
        }
        if (claim) {
            claims.add(String.join(" ", arguments.subList(1, CLAIM_ARGUMENTS)));
        }
        Long generation = claim ? generations.poll() : null;
        return generation == null ? "-ERR not in this test\r\n" : ":" + generation + "\r\n";
    }
}
