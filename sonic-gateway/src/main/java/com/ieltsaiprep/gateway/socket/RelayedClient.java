package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import io.vertx.core.Context;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Client port that relays from a conversation to its connection on another event loop. Audio that
 * the connection does not accept at once is queued, with a bound low enough that the conversation
 * feels the backpressure.
 */
final class RelayedClient implements ClientPort {
    private static final int MAX_QUEUED_BYTES = 64 * 1024;

    private final Context here;
    private final ClientPort client;
    private final AtomicInteger bytes = new AtomicInteger();
    private final ArrayDeque<Item> queue = new ArrayDeque<>(); // on the connection's loop only

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
        if (bytes.get() > MAX_QUEUED_BYTES) {
            return false;
        }
        bytes.addAndGet(length);
        Audio audio = new Audio(epoch, sequence, pcm, offset, length);
        here.runOnContext(
                _ -> {
                    queue.add(audio);
                    flush();
                });
        return true;
    }

    @Override
    public void close(CloseCode code) {
        here.runOnContext(_ -> client.close(code));
    }

    /** Sends the queue as far as the connection accepts it. On the connection's loop. */
    void flush() {
        while (!queue.isEmpty() && trySend(queue.element())) {
            queue.remove();
        }
    }

    /** Returns the queued audio, bytes. */
    int heldBytes() {
        return bytes.get();
    }

    private boolean trySend(Item item) {
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

    /** Relays a message: a reply's end follows its audio, and a barge-in flushes the queue. */
    private void relay(ServerMessage message) {
        switch (message) {
            case ServerMessage.ReplyEnd end -> {
                queue.add(new End(end));
                flush();
            }
            case ServerMessage.Clear clear -> {
                queue.forEach(item -> bytes.addAndGet(-bytesOf(item)));
                queue.clear();
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
