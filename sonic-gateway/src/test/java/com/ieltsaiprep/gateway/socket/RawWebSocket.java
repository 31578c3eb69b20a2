package com.ieltsaiprep.gateway.socket;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Raw WebSocket client that writes arbitrary bytes and reads frames one by one. */
public final class RawWebSocket implements AutoCloseable {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int READ_TIMEOUT_MS = 5_000;
    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    /** Frame as it was received. */
    public record Frame(boolean fin, int reserved, int opcode, byte[] payload) {
        public int closeCode() {
            return payload.length < 2
                    ? CloseStatus.NO_STATUS
                    : (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private @Nullable ProtocolCoverageRecorder record;

    private RawWebSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Opens a TCP connection without a handshake. */
    public static RawWebSocket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        return new RawWebSocket(socket);
    }

    /** Opens an upgraded connection. */
    public static RawWebSocket open(int port, String path, String... headers) throws IOException {
        RawWebSocket client = connect(port);
        List<String> answer = client.request(upgradeRequest(path, headers));
        if (!answer.getFirst().startsWith("HTTP/1.1 101")) {
            throw new IOException("not upgraded: " + answer);
        }
        if (path.equals(Upgrade.PATH)) {
            client.record = new ProtocolCoverageRecorder();
        }
        return client;
    }

    public static String upgradeRequest(String path, String... headers) {
        StringBuilder request =
                new StringBuilder("GET ")
                        .append(path)
                        .append(" HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n")
                        .append("Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                        .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** Sends an HTTP request and returns the lines of the response head. */
    public List<String> request(String request) throws IOException {
        send(request.getBytes(StandardCharsets.ISO_8859_1));
        List<String> lines = new ArrayList<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            lines.add(line);
        }
        return lines;
    }

    void send(byte[]... bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : bytes) {
            all.write(part);
            if (record != null) {
                record.sent(part);
            }
        }
        socket.getOutputStream().write(all.toByteArray());
        socket.getOutputStream().flush();
    }

    public void text(String text) throws IOException {
        send(frame(TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    public Frame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if ((second & 0x80) != 0) {
            throw new IOException("a server must not mask");
        }
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        Frame frame = new Frame((first & 0x80) != 0, (first & 0x70) >> 4, first & 0x0F, payload);
        if (record != null) {
            record.received(frame);
        }
        return frame;
    }

    /** Reads frames up to the close frame and returns its code. */
    public int readToClose() throws IOException {
        Frame frame = read();
        while (frame.opcode() != CLOSE) {
            frame = read();
        }
        return frame.closeCode();
    }

    /** Returns whether the server ended the connection without sending anything more. */
    boolean ended() throws IOException {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return reset instanceof java.net.SocketException;
        }
    }

    /** Reads until the server ends the connection. */
    String readRest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    InputStream in() {
        return in;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c != '\n') {
            if (c < 0) {
                throw new EOFException("the connection ended after: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
            c = in.read();
        }
        return line.toString();
    }

    /** Encodes a final, masked frame with the shortest length field. */
    static byte[] frame(int opcode, byte[] payload) {
        return frame(true, 0, opcode, payload);
    }

    static byte[] frame(boolean fin, int reserved, int opcode, byte[] payload) {
        return header((fin ? 0x80 : 0) | reserved << 4 | opcode, payload.length, payload);
    }

    /** Encodes a masked frame with a given first byte. */
    static byte[] header(int first, int length, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (length < 126) {
            out.write(0x80 | length);
        } else if (length < 65_536) {
            out.write(0x80 | 126);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) length >> shift));
            }
        }
        out.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i % 4]);
        }
        return out.toByteArray();
    }

    static byte[] closeFrame(int code, byte[] reason) {
        byte[] payload = new byte[2 + reason.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(reason, 0, payload, 2, reason.length);
        return frame(CLOSE, payload);
    }
}
