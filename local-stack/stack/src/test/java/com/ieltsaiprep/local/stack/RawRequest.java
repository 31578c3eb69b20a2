package com.ieltsaiprep.local.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Raw HTTP request, which no HTTP library would send.
 *
 * @param line method and target, sent as they are
 * @param headers lines, sent as they are; the content length is added
 */
record RawRequest(String line, List<String> headers, byte[] body) {
    private static final int TIMEOUT_MS = 30_000;

    /** Raw response: the head, and the body in Latin 1; both empty if the connection was closed. */
    record RawResponse(String head, String body) {
        /** Returns the status; 0 without a response. */
        int status() {
            return head.matches("(?s)HTTP/1\\.[01] \\d{3}.*")
                    ? Integer.parseInt(head.substring(9, 12))
                    : 0;
        }

        boolean hasHeader(String line) {
            return head.toLowerCase(Locale.ROOT).contains("\r\n" + line);
        }
    }

    /** Sends the request from a local address; waits 30 s for each piece of the response. */
    RawResponse send(URI address, InetAddress from) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            socket.getOutputStream().write(bytes());
            String all = new String(readAll(socket), StandardCharsets.ISO_8859_1);
            int end = all.indexOf("\r\n\r\n");
            return end < 0
                    ? new RawResponse(all, "")
                    : new RawResponse(all.substring(0, end), all.substring(end + 4));
        }
    }

    private byte[] bytes() {
        StringBuilder head = new StringBuilder(line + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Connection: close\r\nContent-Length: ").append(body.length);
        byte[] start = (head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(start);
        all.writeBytes(body);
        return all.toByteArray();
    }

    /**
     * Reads until the connection is closed, reset (then the server did not read all of the request)
     * or silent for 30 s.
     */
    private static byte[] readAll(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                all.write(next);
            }
        } catch (SocketException | SocketTimeoutException _) {
            return all.toByteArray();
        }
        return all.toByteArray();
    }

    /** Returns an abridged form for messages. */
    @Override
    public String toString() {
        return "%s %s %d bytes"
                .formatted(abridged(line), abridged(headers.toString()), body.length);
    }

    private static String abridged(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
