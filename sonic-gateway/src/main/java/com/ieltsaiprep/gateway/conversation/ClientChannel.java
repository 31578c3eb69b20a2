package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * Channel to the client, across successive connections. Without a connection, messages are dropped
 * and audio waits; captions are kept and sent again to the next connection.
 */
final class ClientChannel implements ClientPort {
    private static final int MAX_CAPTIONS = 32;

    private final ArrayDeque<ServerMessage.Caption> captions = new ArrayDeque<>();
    private @Nullable ClientPort client;
    private int captionsSent;
    private boolean full;

    ClientChannel(ClientPort client) {
        this.client = client;
    }

    /** Attaches another connection and sends the captions that its client has not received. */
    void attach(ClientPort next, int captionsReceived) {
        client = next;
        full = false;
        int lost = Math.min(captionsSent - captionsReceived, captions.size());
        captions.stream().skip(captions.size() - Math.max(0, lost)).forEach(next::send);
    }

    void detach() {
        client = null;
        full = false;
    }

    boolean isAttached() {
        return client != null;
    }

    /** Returns whether audio waits because the connection's send buffer is full (backpressure). */
    boolean isFull() {
        return full;
    }

    @Override
    public void send(ServerMessage message) {
        if (message instanceof ServerMessage.Caption caption) {
            captionsSent++;
            captions.add(caption);
            if (captions.size() > MAX_CAPTIONS) {
                captions.remove();
            }
        }
        if (message instanceof ServerMessage.Clear) {
            full = false; // The audio that waited is dropped.
        }
        if (client != null) {
            client.send(message);
        }
    }

    int heldBytes() {
        return captions.stream()
                .mapToInt(it -> it.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    @Override
    public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
        boolean sent = client != null && client.trySendAudio(epoch, sequence, pcm, offset, length);
        full = client != null && !sent;
        return sent;
    }

    @Override
    public void close(CloseCode code) {
        if (client != null) {
            client.close(code);
            client = null;
        }
    }
}
