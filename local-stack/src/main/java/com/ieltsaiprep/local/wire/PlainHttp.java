package com.ieltsaiprep.local.wire;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * HTTP/1.1 to a server on this machine, for what is asked so often that it would take the
 * processors from those who are measured. Keeps connections open. Blocks; safe for many threads.
 */
public final class PlainHttp implements AutoCloseable {
    private static final int TIMEOUT_MS = 30_000;
    private static final int LARGEST_LINE = 20_000;

    /** Servers close what is idle for longer than some multiple of this. */
    private static final long IDLE_NS = Duration.ofSeconds(5).toNanos();

    private final InetSocketAddress server;
    private final @Nullable InetAddress own;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    /**
     * What a server answers.
     *
     * @param headers their names in small letters
     */
    public record Answer(int status, Map<String, String> headers, byte[] body) {}

    /**
     * To this server.
     *
     * @param own address to ask from; null: any
     */
    public PlainHttp(URI server, @Nullable InetAddress own) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.own = own;
    }

    /**
     * Asks once.
     *
     * @throws IOException if no answer comes
     */
    public Answer send(String method, String path, Map<String, String> headers, byte[] body)
            throws IOException {
        Connection connection = connection();
        try {
            Answer answer = connection.exchange(head(method, path, headers, body.length), body);
            if (answer.headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
                connection.close();
            } else {
                connection.usedNs = System.nanoTime();
                idle.push(connection);
            }
            return answer;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private byte[] head(String method, String path, Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder(500);
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ");
        head.append(server.getHostString()).append(':').append(server.getPort());
        head.append("\r\nContent-Length: ").append(length).append("\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private Connection connection() throws IOException {
        Connection next = idle.poll();
        while (next != null && System.nanoTime() - next.usedNs > IDLE_NS) {
            next.close();
            next = idle.poll();
        }
        return next == null ? new Connection(server, own) : next;
    }

    @Override
    public void close() {
        for (Connection each = idle.poll(); each != null; each = idle.poll()) {
            each.close();
        }
    }

    /** For one thread at a time. */
    private static final class Connection implements Closeable {
        private final Socket socket = new Socket();
        private final InputStream in;
        private long usedNs;

        Connection(InetSocketAddress server, @Nullable InetAddress own) throws IOException {
            try {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(TIMEOUT_MS);
                if (own != null) {
                    socket.bind(new InetSocketAddress(own, 0));
                }
                socket.connect(server, TIMEOUT_MS);
                in = new BufferedInputStream(socket.getInputStream());
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        Answer exchange(byte[] head, byte[] body) throws IOException {
            byte[] request = new byte[head.length + body.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(body, 0, request, head.length, body.length);
            socket.getOutputStream().write(request);
            String status = line();
            Map<String, String> headers = new HashMap<>();
            for (String next = line(); !next.isEmpty(); next = line()) {
                int colon = next.indexOf(':');
                headers.put(
                        next.substring(0, colon).toLowerCase(Locale.ROOT),
                        next.substring(colon + 1).strip());
            }
            return new Answer(
                    Integer.parseInt(status.substring(9, 12)), headers, body(status, headers));
        }

        private byte[] body(String status, Map<String, String> headers) throws IOException {
            if (headers.containsKey("transfer-encoding")) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (int size = size(); size > 0; size = size()) {
                    all.write(bytes(size));
                    line();
                }
                line();
                return all.toByteArray();
            }
            String length = headers.get("content-length");
            if (length == null && !status.contains(" 204")) {
                throw new IOException("an answer without a length");
            }
            return bytes(length == null ? 0 : Integer.parseInt(length));
        }

        /** Of the next chunk. */
        private int size() throws IOException {
            return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
        }

        private byte[] bytes(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("the answer ends too soon");
            }
            return bytes;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder(80);
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0 || line.length() > LARGEST_LINE) {
                    throw new EOFException("the answer ends too soon");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException _) {
                // Nothing is lost with it.
            }
        }
    }
}
