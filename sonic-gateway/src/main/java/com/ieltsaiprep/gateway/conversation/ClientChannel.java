package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * The conversation's way to its client, over one connection after another. While there is none,
 * messages go nowhere and audio waits; captions are kept, so that the next connection has them all.
 */
final class ClientChannel implements ClientPort {
    private static final int CAPTIONS_KEPT = 32;

    private final ArrayDeque<ServerMessage.Caption> captions = new ArrayDeque<>();
    private @Nullable ClientPort client;
    private int captionsSent;
    private boolean full;

    ClientChannel(ClientPort client) {
        this.client = client;
    }

    /** Goes on over another connection, whose client has had so many captions. */
    void attach(ClientPort next, int captionsReceived) {
        client = next;
        full = false;
        int lost = Math.min(captionsSent - captionsReceived, captions.size());
        captions.stream().skip(captions.size() - Math.max(0, lost)).forEach(next::send);
    }

    /** The connection is lost. */
    void detach() {
        client = null;
        full = false;
    }

    boolean attached() {
        return client != null;
    }

    /** Whether audio waits for room in the connection. */
    boolean full() {
        return full;
    }

    @Override
    public void send(ServerMessage message) {
        if (message instanceof ServerMessage.Caption caption) {
            captionsSent++;
            captions.add(caption);
            if (captions.size() > CAPTIONS_KEPT) {
                captions.remove();
            }
        }
        if (message instanceof ServerMessage.Clear) {
            full = false; // What waited is dropped.
        }
        if (client != null) {
            client.send(message);
        }
    }

    /** Text held, bytes. */
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
