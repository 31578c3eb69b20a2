package com.ieltsaiprep.gateway.audio;

import java.util.ArrayDeque;

/**
 * Downlink queue: holds the examiner's speech between the model and the client, and paces it by
 * playout.
 *
 * <p>The model adds audio faster than real time. The queue sends it in frames of at most 40 ms,
 * about 1 s ahead of what the client has played, or 3 s with {@link #setLagTolerance lag
 * tolerance}. At barge-in (the candidate speaks over the examiner) {@link #clear} flushes the
 * queue. From 28 s of held audio on, {@link #hasRoom} returns false, so that no more is requested
 * of the model (backpressure). Sent audio is kept until the client has played it, so that {@link
 * #rewind} can send it again over another connection. Not thread-safe.
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
     * @param endMs position of its end in the reply, ms
     * @param length length of the audio, bytes; 0 for the end of the reply
     */
    private record Sent(int epoch, double endMs, byte[] pcm, int offset, int length) {}

    /** Sink of the audio frames that a downlink queue sends: the client's connection. */
    public interface Sink {
        /**
         * Sends one frame of the examiner's speech, unless the connection's send buffer is full.
         *
         * @param epoch number of the reply that the frame belongs to
         * @param pcm PCM16 little-endian mono audio, which must not be changed
         * @param offset start of the frame in {@code pcm}, bytes
         * @param length length of the frame, bytes
         * @return false if nothing was sent because the buffer is full; the queue tries again later
         */
        boolean trySendAudio(int epoch, byte[] pcm, int offset, int length);

        /**
         * Handles the end of a reply, after the last of its audio was sent.
         *
         * @param epoch number of the reply
         * @param audioMs length of the whole reply, ms
         */
        void onReplySent(int epoch, long audioMs);
    }

    /**
     * Creates an empty downlink queue for PCM16 mono audio.
     *
     * @param sampleRateHz sample rate, Hz; a multiple of 1,000
     */
    public DownlinkQueue(int sampleRateHz) {
        this.bytesPerMs = sampleRateHz / 1000 * 2;
    }

    /**
     * Adds audio that the model has generated for a reply, unless the queue would then hold more
     * than 30 s.
     *
     * @param epoch number of the reply, never lower than in an earlier call
     * @param pcm PCM16 audio of whole samples; not copied, so it must not be changed
     * @return false if the queue is full and nothing was added
     */
    public boolean add(int epoch, byte[] pcm) {
        if (heldBytes() + pcm.length > MAX_HELD_MS * bytesPerMs) {
            return false;
        }
        items.add(new Chunk(epoch, pcm, 0, pcm.length));
        heldBytes += pcm.length;
        return true;
    }

    /**
     * Marks the end of a reply in the queue, so that {@link Sink#onReplySent} follows its last
     * frame.
     *
     * @param epoch number of the reply
     */
    public void endReply(int epoch) {
        items.add(new End(epoch));
    }

    /**
     * Discards all audio: what waits to be sent, and what was kept to be sent again. Called at
     * barge-in, or when the client is gone.
     */
    public void clear() {
        items.clear();
        unplayed.clear();
        heldBytes = 0;
        unplayedBytes = 0;
        playout.clear();
    }

    /**
     * Sets how far audio is sent ahead of playout: 3 s if {@code on}, which plays more evenly over
     * a poor connection, otherwise 1 s.
     */
    public void setLagTolerance(boolean on) {
        leadMs = on ? TOLERANT_LEAD_MS : LEAD_MS;
    }

    /**
     * Puts sent audio that the client has not received back into the queue, to be sent again over a
     * new connection.
     *
     * @param epoch number of the newest reply of which the client has received audio
     * @param receivedMs length of the audio of that reply that the client has received, ms
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
     * Handles a playout report of the client, and drops kept audio that the client has played.
     *
     * @param epoch number of the reply that the client plays
     * @param playedMs length of the audio of that reply that was played so far, ms
     * @param nowUs monotonic time, µs
     * @return whether the client has played more than at any earlier report
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
     * Sends waiting audio to the client, until enough of it is ahead of playout or the sink accepts
     * no more.
     *
     * @param nowUs monotonic time, µs
     * @param sink connection to the client, which receives the frames
     * @return whether a frame or the end of a reply was sent
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

    /**
     * Returns whether more audio may be requested of the model (backpressure): true while the queue
     * holds less than 28 s.
     */
    public boolean hasRoom() {
        return heldBytes() < HIGH_WATER_MS * bytesPerMs;
    }

    /**
     * Returns whether neither audio nor the end of a reply waits to be sent. Sent audio that is
     * kept to be sent again does not count.
     */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /**
     * Returns whether audio was sent since the last {@link #clear}; audio that {@link #rewind}
     * queued again does not count.
     */
    public boolean hasSent() {
        return playout.hasSent();
    }

    /**
     * Returns the estimated length of audio that was sent to the client and is not played yet, ms.
     * Between two playout reports the client is assumed to play on, for at most 0.5 s.
     *
     * @param nowUs monotonic time, µs
     */
    public double leadMs(long nowUs) {
        return playout.leadMs(nowUs);
    }

    /**
     * Returns the size of the audio that the queue holds, bytes: waiting to be sent, or sent and
     * kept until it is played.
     */
    public int heldBytes() {
        return heldBytes + unplayedBytes;
    }
}
