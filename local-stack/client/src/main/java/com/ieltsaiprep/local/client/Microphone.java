package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Simulated microphone of a candidate: once open, it captures a frame every 32 ms, with the current
 * utterance or with silence (mono PCM16 at 16 kHz). Each frame is due at a fixed time after the
 * opening, so a caller that asks late gets all frames that have become due.
 */
public final class Microphone {
    /**
     * Length of a microphone frame, ms. A frame has 1,024 bytes, the size that Amazon's
     * documentation of Nova Sonic names. The web page uses the same length, because a phone then
     * sends 31 packets a second instead of 50.
     */
    public static final int FRAME_MS = 32;

    /** Number of samples in a microphone frame: 32 ms at 16 kHz. */
    public static final int FRAME_SAMPLES = FRAME_MS * Utterance.SAMPLES_PER_MS;

    /** Length of a frame, µs. */
    static final long FRAME_US = FRAME_MS * 1000L;

    private static final long CLOSED = -1;

    private long openedUs = CLOSED;
    private final SentAudio sent = new SentAudio();
    private int sequence;
    private @Nullable Utterance speaking;
    private int position;

    Microphone() {}

    /** Opens the microphone; no effect if it is open. */
    void open(long nowUs) {
        if (!isOpen()) {
            openedUs = nowUs;
        }
    }

    /**
     * Times at which an utterance is spoken into the microphone, µs.
     *
     * @param voiceStartUs the first voiced sample
     * @param voiceEndUs the end of the last voiced sample
     */
    record SpeechTiming(long voiceStartUs, long voiceEndUs) {}

    /**
     * Speaks an utterance from the next frame on.
     *
     * @throws IllegalStateException unless the microphone is idle
     */
    SpeechTiming speak(Utterance utterance) {
        if (!isIdle()) {
            throw new IllegalStateException("closed, or still speaking");
        }
        speaking = utterance;
        position = 0;
        sent.addRun(sequence, utterance.samples().length);
        long startUs = openedUs + sequence * FRAME_US;
        return new SpeechTiming(
                startUs + samplesToUs(utterance.voiceStart()),
                startUs + samplesToUs(utterance.voiceEnd()));
    }

    boolean isOpen() {
        return openedUs != CLOSED;
    }

    /** Returns whether it is open and has captured every utterance with the pause that follows. */
    boolean isIdle() {
        return isOpen() && speaking == null;
    }

    /** Returns whether an utterance, or the pause after it, is being captured. */
    boolean isSpeaking() {
        return speaking != null;
    }

    /**
     * Captured frame.
     *
     * @param voiced whether the candidate speaks in it
     */
    record CapturedFrame(AudioFrame.Uplink frame, boolean voiced) {}

    /** Delivers every frame whose last sample has been captured by now. */
    void captureUntil(long nowUs, Consumer<CapturedFrame> to) {
        while (isOpen() && sentAtUs(sequence) <= nowUs) {
            sent.addFrame(nowUs - sentAtUs(sequence));
            int captureMs = sequence * FRAME_MS;
            boolean voiced =
                    speaking != null
                            && position < speaking.voiceEnd()
                            && position + FRAME_SAMPLES > speaking.voiceStart();
            to.accept(
                    new CapturedFrame(
                            new AudioFrame.Uplink(sequence++, captureMs, nextPcm()), voiced));
        }
    }

    /** Returns when the next frame is due, µs; in the far future while it is closed. */
    long nextFrameUs() {
        return isOpen() ? sentAtUs(sequence) : Long.MAX_VALUE;
    }

    /** Returns when a frame is due, µs, whether or not it was sent in time. */
    long sentAtUs(int frameSequence) {
        return openedUs + (Integer.toUnsignedLong(frameSequence) + 1) * FRAME_US;
    }

    SentAudio sent() {
        return sent;
    }

    private byte[] nextPcm() {
        byte[] pcm = new byte[FRAME_SAMPLES * 2];
        if (speaking != null) {
            int samples = Math.min(FRAME_SAMPLES, speaking.samples().length - position);
            ByteBuffer.wrap(pcm)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .put(speaking.samples(), position, samples);
            position += samples;
            if (position == speaking.samples().length) {
                speaking = null;
            }
        }
        return pcm;
    }

    private static long samplesToUs(long samples) {
        return samples * 1000 / Utterance.SAMPLES_PER_MS;
    }
}
