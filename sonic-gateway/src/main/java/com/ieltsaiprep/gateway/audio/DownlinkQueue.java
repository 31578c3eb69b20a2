package com.ieltsaiprep.gateway.audio;

import java.util.ArrayDeque;

/**
 * Maya's voice on its way to the listener: filled as fast as the model speaks, drained about a
 * second ahead of what the listener has played, emptied at once at barge-in. A model that speaks
 * half a minute ahead must wait ({@link #hasRoom}). Not thread-safe.
 */
public final class DownlinkQueue {
    /**
     * How far the model may speak ahead before no more is asked of it, ms; what it was asked for
     * already still comes, so that at most 30 s are held.
     */
    static final int ROOM_MS = 28_000;

    /** The most audio held, ms. */
    static final int MAX_HELD_MS = 30_000;

    /** How far audio is sent ahead of the listener, ms. */
    static final int LEAD_MS = 1_000;

    /** Length of a frame on the wire, ms. */
    static final int FRAME_MS = 40;

    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private final PlayoutEstimate playout = new PlayoutEstimate();
    private final int bytesPerMs;
    private int heldBytes;

    private sealed interface Item {}

    private static final class Chunk implements Item {
        private final int epoch;
        private final byte[] pcm;
        private int offset;

        Chunk(int epoch, byte[] pcm) {
            this.epoch = epoch;
            this.pcm = pcm;
        }
    }

    private record End(int epoch) implements Item {}

    /** Where frames go. */
    public interface Sink {
        /**
         * Sends a frame, a part of {@code pcm}.
         *
         * @return false if the connection is full and nothing was sent
         */
        boolean trySendAudio(int epoch, byte[] pcm, int offset, int length);

        /** All audio of the reply has been sent. */
        void replySent(int epoch, long audioMs);
    }

    /** A queue for PCM16 audio of this rate, Hz. */
    public DownlinkQueue(int sampleRateHz) {
        this.bytesPerMs = sampleRateHz / 1000 * 2;
    }

    /**
     * Adds audio of a reply; epochs never fall.
     *
     * @param pcm whole samples; not copied, must not change
     * @return false if it would be more than 30 s: then nothing was added
     */
    public boolean add(int epoch, byte[] pcm) {
        if (heldBytes + pcm.length > MAX_HELD_MS * bytesPerMs) {
            return false;
        }
        items.add(new Chunk(epoch, pcm));
        heldBytes += pcm.length;
        return true;
    }

    /** Marks the end of a reply's audio. */
    public void endReply(int epoch) {
        items.add(new End(epoch));
    }

    /** Barge-in: drops all that waits and forgets what was sent. */
    public void clear() {
        items.clear();
        heldBytes = 0;
        playout.clear();
    }

    /**
     * What the listener says it has played.
     *
     * @return whether that is more than it said before
     */
    public boolean onPlayout(int epoch, long playedMs, long nowUs) {
        return playout.onReport(epoch, playedMs, nowUs);
    }

    /**
     * Sends what is due.
     *
     * @return whether anything was sent
     */
    public boolean pump(long nowUs, Sink sink) {
        boolean sent = false;
        while (!items.isEmpty()) {
            if (!sendOne(items.element(), nowUs, sink)) {
                return sent;
            }
            sent = true;
        }
        return sent;
    }

    private boolean sendOne(Item item, long nowUs, Sink sink) {
        switch (item) {
            case End end -> {
                items.remove();
                sink.replySent(end.epoch, playout.sentMs(end.epoch));
                return true;
            }
            case Chunk chunk -> {
                int length = Math.min(FRAME_MS * bytesPerMs, chunk.pcm.length - chunk.offset);
                if (playout.leadMs(nowUs) >= LEAD_MS
                        || !sink.trySendAudio(chunk.epoch, chunk.pcm, chunk.offset, length)) {
                    return false;
                }
                playout.onSent(chunk.epoch, (double) length / bytesPerMs);
                chunk.offset += length;
                heldBytes -= length;
                if (chunk.offset == chunk.pcm.length) {
                    items.remove();
                }
                return true;
            }
        }
    }

    /** Whether the model may speak on. */
    public boolean hasRoom() {
        return heldBytes < ROOM_MS * bytesPerMs;
    }

    /** Whether nothing waits to be sent. */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** Whether frames were sent since the last {@link #clear}. */
    public boolean sentAny() {
        return playout.sentAny();
    }

    /** Audio sent and not yet played, as far as known, ms. */
    public double leadMs(long nowUs) {
        return playout.leadMs(nowUs);
    }

    /** Audio held, bytes; what was partly sent counts with its rest. */
    public int heldBytes() {
        return heldBytes;
    }
}
