package com.ieltsaiprep.gateway.audio;

import java.util.ArrayDeque;

/**
 * Downlink queue of Maya's voice: filled as fast as the model generates, drained at the pace of
 * playout. Audio is sent about a second ahead of playout; barge-in flushes the queue. Half a minute
 * ahead it applies backpressure to the model ({@link #hasRoom}). Audio that was sent and may not
 * have arrived is retained until it was played, so that it can be sent again over another
 * connection ({@link #rewind}). Not thread-safe.
 */
public final class DownlinkQueue {
    /**
     * High-water mark, above which no more is requested of the model, ms. Requested audio still
     * arrives, so that at most 30 s are held.
     */
    static final int HIGH_WATER_MS = 28_000;

    /** Most audio held, ms. */
    static final int MAX_HELD_MS = 30_000;

    /** Lead of sent audio over playout, ms. */
    static final int LEAD_MS = 1_000;

    /** Lead with lag tolerance, for steadier playout at the price of latency, ms. */
    static final int TOLERANT_LEAD_MS = 3_000;

    /** Length of a frame on the wire, ms. */
    static final int FRAME_MS = 40;

    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private final ArrayDeque<Sent> unplayed = new ArrayDeque<>();

    /** Rounding error of the listener's count, which is in whole ms. */
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
     * Sent audio, or a sent end of a reply.
     *
     * @param endMs its end within the reply, ms
     * @param length of the audio, bytes; 0 for the end of the reply
     */
    private record Sent(int epoch, double endMs, byte[] pcm, int offset, int length) {}

    /** Sink of the frames. */
    public interface Sink {
        /**
         * Sends a frame, a part of {@code pcm}.
         *
         * @return false if the connection is full and nothing was sent
         */
        boolean trySendAudio(int epoch, byte[] pcm, int offset, int length);

        /** Handles the end of a reply, all of whose audio was sent. */
        void onReplySent(int epoch, long audioMs);
    }

    /** Creates a queue for PCM16 audio of {@code sampleRateHz}, Hz. */
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

    /** Flushes the queue at barge-in, and forgets sent audio. */
    public void clear() {
        items.clear();
        unplayed.clear();
        heldBytes = 0;
        unplayedBytes = 0;
        playout.clear();
    }

    /** Sets whether audio is sent further ahead of playout. */
    public void setLagTolerance(boolean on) {
        leadMs = on ? TOLERANT_LEAD_MS : LEAD_MS;
    }

    /**
     * Queues again the audio that the listener has not received, for another connection.
     *
     * @param epoch the newest reply of which it has audio
     * @param receivedMs length of that audio, ms
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
     * Handles a playout report.
     *
     * @return whether it shows progress
     */
    public boolean onPlayout(int epoch, long playedMs, long nowUs) {
        boolean progress = playout.onReport(epoch, playedMs, nowUs);
        while (!unplayed.isEmpty()
                && playout.isPlayed(unplayed.element().epoch, unplayed.element().endMs)) {
            unplayedBytes -= unplayed.remove().length;
        }
        return progress;
    }

    /**
     * Sends all audio that is due.
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
                sink.onReplySent(end.epoch, Math.round(sentMs));
                return true;
            }
            case Chunk chunk -> {
                int length = Math.min(FRAME_MS * bytesPerMs, chunk.end - chunk.offset);
                if (playout.leadMs(nowUs) >= leadMs
                        || !sink.trySendAudio(chunk.epoch, chunk.pcm, chunk.offset, length)) {
                    return false;
                }
                playout.onSent(chunk.epoch, (double) length / bytesPerMs);
                retain(chunk, length);
                chunk.offset += length;
                heldBytes -= length;
                if (chunk.offset == chunk.end) {
                    items.remove();
                }
                return true;
            }
        }
    }

    private void retain(Chunk chunk, int length) {
        unplayed.add(
                new Sent(
                        chunk.epoch, playout.sentMs(chunk.epoch), chunk.pcm, chunk.offset, length));
        unplayedBytes += length;
    }

    /** Returns whether the model may generate more; false applies backpressure. */
    public boolean hasRoom() {
        return heldBytes() < HIGH_WATER_MS * bytesPerMs;
    }

    /** Returns whether no audio waits to be sent. */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** Returns whether frames were sent since the last {@link #clear}. */
    public boolean hasSent() {
        return playout.hasSent();
    }

    /** Returns the estimated audio that was sent and not yet played, ms. */
    public double leadMs(long nowUs) {
        return playout.leadMs(nowUs);
    }

    /** Returns the audio held, bytes: waiting, and sent but possibly to be sent again. */
    public int heldBytes() {
        return heldBytes + unplayedBytes;
    }
}
