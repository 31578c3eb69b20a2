package com.ieltsaiprep.local.check;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ClientMessageWriter;
import com.ieltsaiprep.local.client.ConversationTicket;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Minimal WebSocket client that can break the protocol. Reads nothing but the answer to the
 * upgrade. For use by one thread.
 */
final class RawSocket implements Closeable {
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;

    private static final int TIMEOUT_MS = 10_000;
    private static final int SMALL_BUFFER_BYTES = 4_096;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final InputStream in;

    /** Connects and upgrades, with a small receive buffer for what will not be read. */
    RawSocket(ConversationTicket ticket) throws IOException {
        URI uri = ticket.streamUrl();
        try {
            socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MS);
            out = socket.getOutputStream();
            in = socket.getInputStream();
            upgrade(uri, ticket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    void send(ClientMessage message) throws IOException {
        sendFrame(TEXT, ClientMessageWriter.write(message).getBytes(StandardCharsets.UTF_8));
    }

    void send(AudioFrame.Uplink frame) throws IOException {
        sendFrame(BINARY, frame.toBytes());
    }

    /** Sends a whole message with this opcode, masked with zeros. */
    void sendFrame(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (FIN | opcode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        sendBytes(bytes);
    }

    /** Sends bytes without a frame around them. */
    void sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Reads until the gateway closes, or for ten seconds at most. */
    void awaitClose() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Resets the TCP connection, without a close frame. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void upgrade(URI uri, ConversationTicket ticket) throws IOException {
        String request =
                """
                GET %s HTTP/1.1\r
                Host: %s\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                Sec-WebSocket-Protocol: maya.v1, ticket.%s\r
                \r
                """
                        .formatted(uri.getRawPath(), uri.getAuthority(), ticket.ticket());
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        String status = readHead().lines().findFirst().orElse("");
        if (!status.startsWith("HTTP/1.1 101")) {
            throw new IOException("the upgrade was answered with " + status);
        }
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || head.length() > SMALL_BUFFER_BYTES) {
                throw new IOException("no answer to the upgrade");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
