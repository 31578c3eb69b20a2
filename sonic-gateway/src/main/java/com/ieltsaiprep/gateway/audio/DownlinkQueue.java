package com.ieltsaiprep.gateway.audio;

import java.util.ArrayDeque;

/**
 * Maya's voice on its way to the listener: filled as fast as the model speaks, drained about a
 * second ahead of what the listener has played, emptied at once at barge-in. A model that speaks
 * half a minute ahead must wait ({@link #hasRoom}). What was sent and may not have arrived is kept
 * until the listener has played it, so that it can be sent again over another connection ({@link
 * #rewind}). Not thread-safe.
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

    /** The same for a listener who prefers a steady conversation to a quick one. */
    static final int TOLERANT_LEAD_MS = 3_000;

    /** Length of a frame on the wire, ms. */
    static final int FRAME_MS = 40;

    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private final ArrayDeque<Sent> unplayed = new ArrayDeque<>();

    /** The listener's count is in whole ms. */
    private static final int ROUNDING_MS = 1;

    private static final byte[] NOTHING = new byte[0];

    private final PlayoutEstimate playout = new PlayoutEstimate();
    private final int bytesPerMs;
    private int heldBytes;
    private int unplayedBytes;
    private int leadMs = LEAD_MS;

    private sealed interface Item {}

    private static final class Chunk implements Item {
        private final int epoch;
        private final byte[] pcm;
        private final int end;
        private int offset;

        Chunk(int epoch, byte[] pcm, int offset, int end) {
            this.epoch = epoch;
            this.pcm = pcm;
            this.offset = offset;
            this.end = end;
        }
    }

    private record End(int epoch) implements Item {}

    /**
     * Something that was sent.
     *
     * @param endMs where it ends in its reply, ms
     * @param length of the audio, bytes; 0 for the end of the reply
     */
    private record Sent(int epoch, double endMs, byte[] pcm, int offset, int length) {}

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
        if (heldBytes() + pcm.length > MAX_HELD_MS * bytesPerMs) {
            return false;
        }
        items.add(new Chunk(epoch, pcm, 0, pcm.length));
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
        unplayed.clear();
        heldBytes = 0;
        unplayedBytes = 0;
        playout.clear();
    }

    /** Sends further ahead of the listener, or no longer. */
    public void tolerate(boolean on) {
        leadMs = on ? TOLERANT_LEAD_MS : LEAD_MS;
    }

    /**
     * Another connection: what the listener has not received is sent again.
     *
     * @param epoch the newest reply of which it has audio
     * @param receivedMs how much of it, ms
     */
    public void rewind(int epoch, long receivedMs) {
        double received = (double) receivedMs;
        while (!unplayed.isEmpty()) {
            Sent sent = unplayed.removeLast();
            unplayedBytes -= sent.length;
            if (sent.length == 0) {
                items.addFirst(new End(sent.epoch));
            } else if (sent.epoch > epoch
                    || (sent.epoch == epoch && sent.endMs > receivedMs + ROUNDING_MS)) {
                items.addFirst(
                        new Chunk(sent.epoch, sent.pcm, sent.offset, sent.offset + sent.length));
                heldBytes += sent.length;
            } else if (sent.epoch == epoch) {
                received = Math.max(received, sent.endMs);
            }
        }
        playout.rewind(epoch, received);
    }

    /**
     * What the listener says it has played.
     *
     * @return whether that is more than it said before
     */
    public boolean onPlayout(int epoch, long playedMs, long nowUs) {
        boolean progress = playout.onReport(epoch, playedMs, nowUs);
        while (!unplayed.isEmpty()
                && playout.played(unplayed.element().epoch, unplayed.element().endMs)) {
            unplayedBytes -= unplayed.remove().length;
        }
        return progress;
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
                double sentMs = playout.sentMs(end.epoch);
                unplayed.add(new Sent(end.epoch, sentMs, NOTHING, 0, 0));
                sink.replySent(end.epoch, Math.round(sentMs));
                return true;
            }
            case Chunk chunk -> {
                int length = Math.min(FRAME_MS * bytesPerMs, chunk.end - chunk.offset);
                if (playout.leadMs(nowUs) >= leadMs
                        || !sink.trySendAudio(chunk.epoch, chunk.pcm, chunk.offset, length)) {
                    return false;
                }
                playout.onSent(chunk.epoch, (double) length / bytesPerMs);
                keep(chunk, length);
                chunk.offset += length;
                heldBytes -= length;
                if (chunk.offset == chunk.end) {
                    items.remove();
                }
                return true;
            }
        }
    }

    private void keep(Chunk chunk, int length) {
        unplayed.add(
                new Sent(
                        chunk.epoch, playout.sentMs(chunk.epoch), chunk.pcm, chunk.offset, length));
        unplayedBytes += length;
    }

    /** Whether the model may speak on. */
    public boolean hasRoom() {
        return heldBytes() < ROOM_MS * bytesPerMs;
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

    /** Audio held, bytes: what waits, and what was sent and may have to be sent again. */
    public int heldBytes() {
        return heldBytes + unplayedBytes;
    }
}
