package com.ieltsaiprep.gateway.audio;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;

/**
 * Adaptive jitter buffer between a candidate's microphone and the model. TCP loses and reorders
 * nothing but stalls and bursts, so on a steady network it passes frames through. When arrival
 * jitters it delays each frame by the network's usual worst; after a stall it releases at up to
 * four times real time and, holding more than a second, drops silence.
 *
 * <p>Bounds: a frame waits at most 3 s, all frames together are at most 13 s of audio; beyond that
 * the oldest are dropped. Every drop is counted and reported. Not thread-safe.
 */
public final class UplinkBuffer {
    /** Longest wait of a frame for the model's demand, µs. */
    static final long MAX_WAIT_US = 3_000_000;

    /** Most audio held, ms: a resuming client's replay and the audio that may wait. */
    static final int MAX_HELD_MS = 13_000;

    private static final int MAX_TARGET_MS = 120;

    /** Largest target delay with lag tolerance, which smooths rarer stalls too, ms. */
    private static final int MAX_TOLERANT_TARGET_MS = 600;

    private static final long LONG_AGO = Long.MIN_VALUE / 4;

    private static final int SKIP_SILENCE_ABOVE_MS = 1_000;
    private static final int CATCH_UP_RATE = 4;
    private static final int BURST_MS = 80;

    private JitterEstimator jitter = new JitterEstimator();
    private final SpeechActivity activity = new SpeechActivity();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private final int bytesPerMs;

    private int heldBytes;
    private int newestSequence = -1;
    private boolean tolerant;
    private int lastCaptureMs;
    private long captureUs;
    private boolean first = true;
    private boolean clockIsNew = true;
    private double releasableMs = BURST_MS;
    private long refilledUs;
    private Losses losses = Losses.NONE;

    private record Waiting(int sequence, long captureUs, long arrivalUs, Frame frame) {}

    /**
     * Microphone frame that is due.
     *
     * @param ms its length, ms
     * @param voice whether the detector found voice in it
     */
    public record Frame(byte[] pcm, int ms, boolean voice) {
        @Override
        public String toString() {
            return "Frame[%d ms, voice=%s]".formatted(ms, voice);
        }
    }

    /**
     * Frames dropped since the last report.
     *
     * @param silentFrames silence dropped to catch up
     * @param silentMs its length, ms
     * @param oldFrames frames that waited too long
     * @param oldMs their length, ms
     */
    public record Losses(int silentFrames, int silentMs, int oldFrames, int oldMs) {
        static final Losses NONE = new Losses(0, 0, 0, 0);

        private Losses plusSilent(int ms) {
            return new Losses(silentFrames + 1, silentMs + ms, oldFrames, oldMs);
        }

        private Losses plusOld(int ms) {
            return new Losses(silentFrames, silentMs, oldFrames + 1, oldMs + ms);
        }
    }

    /** Creates a buffer for PCM16 audio of {@code sampleRateHz}, Hz. */
    public UplinkBuffer(int sampleRateHz) {
        this.bytesPerMs = sampleRateHz / 1000 * 2;
    }

    /**
     * Adds a frame off the network; a duplicate is ignored.
     *
     * @param captureMs capture time on the client's clock, unsigned 32 bits, may wrap
     * @param pcm not copied; must not change
     * @param nowUs monotonic time of arrival, µs
     */
    public void add(int sequence, int captureMs, byte[] pcm, long nowUs) {
        if (!first && sequence - newestSequence <= 0) {
            return; // A resuming client sends again what it has not seen acknowledged.
        }
        captureUs = clockIsNew ? 0 : captureUs + (captureMs - lastCaptureMs) * 1000L;
        clockIsNew = false;
        lastCaptureMs = captureMs;
        if (first) {
            refilledUs = nowUs;
            first = false;
        }
        jitter.observe(nowUs, captureUs);
        int ms = pcm.length / bytesPerMs;
        Frame frame = new Frame(pcm, ms, activity.isVoice(pcm, ms));
        queue.add(new Waiting(sequence, captureUs, nowUs, frame));
        heldBytes += pcm.length;
        newestSequence = sequence;
        while (heldBytes > MAX_HELD_MS * bytesPerMs) {
            dropOldest();
        }
    }

    /**
     * Prepares for another connection, perhaps with another clock: resets the jitter estimate and
     * makes all waiting frames due.
     */
    public void onReattached() {
        jitter = new JitterEstimator();
        clockIsNew = true;
        List<Waiting> all = List.copyOf(queue);
        queue.clear();
        all.forEach(it -> queue.add(new Waiting(it.sequence, LONG_AGO, it.arrivalUs, it.frame)));
    }

    /** Drops an unwanted frame and counts it as lost. */
    public void skip(int sequence, int bytes) {
        if (first || sequence - newestSequence > 0) {
            newestSequence = sequence;
            losses = losses.plusOld(bytes / bytesPerMs);
        }
    }

    /**
     * Returns and removes the next frame that is due.
     *
     * @return null if none is due now
     */
    public @Nullable Frame poll(long nowUs) {
        expire(nowUs);
        refill(nowUs);
        Waiting head = queue.peek();
        if (head == null) {
            releasableMs = Math.min(releasableMs, BURST_MS);
            return null;
        }
        if (nowUs < dueUs(head) || releasableMs < head.frame.ms) {
            return null;
        }
        queue.remove();
        releasableMs -= head.frame.ms;
        heldBytes -= head.frame.pcm.length;
        return head.frame;
    }

    /**
     * Drops frames that have waited too long; {@link #poll} does it too, but may not be called for
     * long.
     */
    public void expire(long nowUs) {
        if (heldBytes > SKIP_SILENCE_ABOVE_MS * bytesPerMs) {
            skipSilence();
        }
        while (!queue.isEmpty() && nowUs - queue.element().arrivalUs > MAX_WAIT_US) {
            dropOldest();
        }
    }

    /**
     * Returns the newest sequence such that it and all before it were delivered or dropped.
     *
     * @return meaningless before the first frame
     */
    public int settledSequence() {
        Waiting head = queue.peek();
        return head == null ? newestSequence : head.sequence - 1;
    }

    /** Returns and resets the losses since the last call. */
    public Losses takeLosses() {
        Losses taken = losses;
        losses = Losses.NONE;
        return taken;
    }

    /** Sets whether a steadier, longer delay is preferred. */
    public void setLagTolerance(boolean on) {
        tolerant = on;
    }

    /** Returns the recent delay of frames above the network's best, ms. */
    public int delayMs() {
        return jitter.recentMs();
    }

    /** Returns whether no frame is held. */
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Returns the audio held, bytes. */
    public int heldBytes() {
        return heldBytes;
    }

    /** Returns the target delay, ms; 0 while it passes frames through. */
    int targetMs() {
        return jitter.targetMs(tolerant ? MAX_TOLERANT_TARGET_MS : MAX_TARGET_MS);
    }

    private long dueUs(Waiting waiting) {
        return jitter.bestArrivalUs(waiting.captureUs) + targetMs() * 1000L;
    }

    private void refill(long nowUs) {
        // A caller that polls rarely may take as much at a time as one that polls often.
        double earnedMs = CATCH_UP_RATE * (nowUs - refilledUs) / 1000.0;
        double burstMs = Math.max(Math.max(BURST_MS, earnedMs), releasableMs);
        releasableMs = Math.min(burstMs, releasableMs + earnedMs);
        refilledUs = nowUs;
    }

    private void dropOldest() {
        Frame old = queue.remove().frame;
        heldBytes -= old.pcm.length;
        losses = losses.plusOld(old.ms);
    }

    private void skipSilence() {
        for (Iterator<Waiting> all = queue.iterator(); all.hasNext(); ) {
            Frame frame = all.next().frame;
            if (!frame.voice) {
                all.remove();
                heldBytes -= frame.pcm.length;
                losses = losses.plusSilent(frame.ms);
            }
        }
    }
}
