package com.ieltsaiprep.gateway.audio;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;

/**
 * Adaptive jitter buffer between a candidate's microphone and the model.
 *
 * <p>TCP neither loses nor reorders frames, but delays them and delivers them in bursts. While
 * frames arrive evenly the buffer passes them through. While arrival jitters it delays frames by up
 * to 120 ms, or 600 ms with {@link #setLagTolerance lag tolerance}, so that 96 % of them arrive in
 * time to be released evenly. After a stall it releases frames at up to four times real time, and
 * drops silence while it holds more than 1 s.
 *
 * <p>Bounds: a frame waits at most 3 s, and the buffer holds at most 13 s of audio. Beyond these
 * bounds the oldest frames are dropped, and counted in {@link #takeLosses}. Not thread-safe.
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
     * Microphone frame with its length and the result of voice activity detection.
     *
     * @param pcm PCM16 little-endian mono samples
     * @param ms length of the frame, ms
     * @param voice whether the frame contains voice
     */
    public record Frame(byte[] pcm, int ms, boolean voice) {
        @Override
        public String toString() {
            return "Frame[%d ms, voice=%s]".formatted(ms, voice);
        }
    }

    /**
     * Losses of a jitter buffer: number and length of the microphone frames that it dropped.
     *
     * @param silentFrames number of frames without voice that were dropped to catch up after a
     *     stall
     * @param silentMs total length of the silent frames, ms
     * @param oldFrames number of frames that waited too long, were too many for the buffer, or were
     *     dropped by {@link UplinkBuffer#skip}
     * @param oldMs total length of the old frames, ms
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

    /**
     * Creates an empty jitter buffer for PCM16 mono audio.
     *
     * @param sampleRateHz sample rate, Hz; a multiple of 1,000
     */
    public UplinkBuffer(int sampleRateHz) {
        this.bytesPerMs = sampleRateHz / 1000 * 2;
    }

    /**
     * Adds a microphone frame that arrived from the client. Ignores a duplicate, which a resuming
     * client may send: a frame that is not newer than every frame before.
     *
     * @param sequence number of the frame, which rises by one from frame to frame and may wrap
     * @param captureMs capture time on the client's clock, ms; unsigned 32 bits, may wrap
     * @param pcm PCM16 samples; not copied, so they must not be changed
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
     * Prepares for another connection of the client, whose delay and capture clock may differ:
     * resets the jitter estimate, and makes all waiting frames due.
     */
    public void onReattached() {
        jitter = new JitterEstimator();
        clockIsNew = true;
        List<Waiting> all = List.copyOf(queue);
        queue.clear();
        all.forEach(it -> queue.add(new Waiting(it.sequence, LONG_AGO, it.arrivalUs, it.frame)));
    }

    /**
     * Drops an arriving microphone frame instead of adding it, and counts it as lost. A duplicate
     * is not counted.
     *
     * @param sequence number of the frame
     * @param bytes size of its audio, bytes
     */
    public void skip(int sequence, int bytes) {
        if (first || sequence - newestSequence > 0) {
            newestSequence = sequence;
            losses = losses.plusOld(bytes / bytesPerMs);
        }
    }

    /**
     * Removes and returns the next microphone frame that is due for the model. Outdated frames are
     * dropped first, as {@link #expire} does.
     *
     * @param nowUs monotonic time, µs
     * @return null if no frame is due yet, or the catch-up rate allows no more for now
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
     * Drops frames that have waited more than 3 s, and all silent frames while more than 1 s is
     * held. {@link #poll} does so too; this method is for times in which the model accepts no
     * audio, so that {@link #poll} is not called.
     *
     * @param nowUs monotonic time, µs
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
     * Returns the sequence number of the newest frame to acknowledge: this frame and all before it
     * were released to the model or dropped.
     *
     * @return -1 before the first frame, when nothing is to be acknowledged
     */
    public int settledSequence() {
        Waiting head = queue.peek();
        return head == null ? newestSequence : head.sequence - 1;
    }

    /**
     * Returns the number and length of the frames dropped since the last call, and resets them to
     * zero.
     */
    public Losses takeLosses() {
        Losses taken = losses;
        losses = Losses.NONE;
        return taken;
    }

    /**
     * Sets the longest delay that the buffer adds against jitter: 600 ms if {@code on}, which is
     * steadier over a poor connection, otherwise 120 ms.
     */
    public void setLagTolerance(boolean on) {
        tolerant = on;
    }

    /**
     * Returns by how much recent frames arrived later than the fastest frame of the last 10 s,
     * smoothed, ms.
     */
    public int delayMs() {
        return jitter.recentMs();
    }

    /** Returns whether no microphone frame waits in the buffer. */
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Returns the size of the audio that waits in the buffer, bytes. */
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
