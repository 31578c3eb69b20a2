package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.conversation.ClientPort;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import io.vertx.core.Context;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way from a conversation to its connection on another event loop. Audio that the connection
 * does not take at once waits here, little enough that the conversation notices.
 */
final class RelayedClient implements ClientPort {
    private static final int MAX_WAITING_BYTES = 64 * 1024;

    private final Context here;
    private final ClientPort client;
    private final AtomicInteger bytes = new AtomicInteger();
    private final ArrayDeque<Item> waiting = new ArrayDeque<>(); // on the connection's loop only

    private sealed interface Item {}

    private record Audio(int epoch, int sequence, byte[] pcm, int offset, int length)
            implements Item {}

    private record End(ServerMessage.ReplyEnd message) implements Item {}

    RelayedClient(Context here, ClientPort client) {
        this.here = here;
        this.client = client;
    }

    @Override
    public void send(ServerMessage message) {
        here.runOnContext(_ -> relay(message));
    }

    @Override
    public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
        if (bytes.get() > MAX_WAITING_BYTES) {
            return false;
        }
        bytes.addAndGet(length);
        Audio audio = new Audio(epoch, sequence, pcm, offset, length);
        here.runOnContext(
                _ -> {
                    waiting.add(audio);
                    flush();
                });
        return true;
    }

    @Override
    public void close(CloseCode code) {
        here.runOnContext(_ -> client.close(code));
    }

    /** Sends what waits, as far as the connection takes it. On the connection's loop. */
    void flush() {
        while (!waiting.isEmpty() && sent(waiting.element())) {
            waiting.remove();
        }
    }

    /** Audio on its way, bytes. */
    int heldBytes() {
        return bytes.get();
    }

    private boolean sent(Item item) {
        switch (item) {
            case Audio(int epoch, int sequence, byte[] pcm, int offset, int length) -> {
                boolean sent = client.trySendAudio(epoch, sequence, pcm, offset, length);
                bytes.addAndGet(sent ? -length : 0);
                return sent;
            }
            case End(ServerMessage.ReplyEnd message) -> {
                client.send(message);
                return true;
            }
        }
    }

    private static int bytesOf(Item item) {
        return switch (item) {
            case Audio audio -> audio.length;
            case End _ -> 0;
        };
    }

    /** The end of a reply follows its audio; a barge-in overtakes it and makes it void. */
    private void relay(ServerMessage message) {
        switch (message) {
            case ServerMessage.ReplyEnd end -> {
                waiting.add(new End(end));
                flush();
            }
            case ServerMessage.Clear clear -> {
                waiting.forEach(item -> bytes.addAndGet(-bytesOf(item)));
                waiting.clear();
                client.send(clear);
            }
            case ServerMessage.Welcome _,
                    ServerMessage.Status _,
                    ServerMessage.Ack _,
                    ServerMessage.Caption _,
                    ServerMessage.Lost _,
                    ServerMessage.Capsule _,
                    ServerMessage.Resumed _,
                    ServerMessage.Ping _,
                    ServerMessage.Connection _,
                    ServerMessage.ProtocolError _,
                    ServerMessage.Ended _ ->
                    client.send(message);
        }
    }
}
