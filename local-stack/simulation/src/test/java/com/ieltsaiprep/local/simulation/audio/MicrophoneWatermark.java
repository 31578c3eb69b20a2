package com.ieltsaiprep.local.simulation.audio;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import java.util.Arrays;

/**
 * Watermark in microphone frames: the first samples carry device and sequence number. Its samples
 * are so quiet that the core still takes a silent frame for silence and a loud one for voice.
 */
public final class MicrophoneWatermark {
    private static final short MAGIC = 57;
    private static final short LOUD = 6_000;
    private static final int DIGITS = 5;
    private static final int DIGIT_BITS = 6;
    private static final int DIGIT = (1 << DIGIT_BITS) - 1;
    private static final int FIRST_DIGIT = 3;
    private static final int WATERMARK_SAMPLES = FIRST_DIGIT + DIGITS;

    private MicrophoneWatermark() {}

    /** Callback for the contents of an audio event. */
    public interface FrameReader {
        /** Called for each frame of a device. */
        void onFrame(int device, int sequence, int ms, boolean loud);

        /** Called for silence that no device captured. */
        void onSilence(int ms);
    }

    /**
     * Creates a frame with a watermark.
     *
     * @param device 0 to 63
     * @param sequence less than 2^30
     * @param ms 20 to 40
     */
    public static byte[] createFrame(int device, int sequence, int ms, boolean loud) {
        byte[] pcm = new byte[ms * AudioFrame.UPLINK_BYTES_PER_MS];
        if (loud) {
            byte low = (byte) LOUD;
            Arrays.fill(pcm, (byte) (LOUD >> 8));
            for (int i = 0; i < pcm.length; i += 2) {
                pcm[i] = low;
            }
        }
        put(pcm, 0, MAGIC);
        put(pcm, 1, ms);
        put(pcm, 2, device);
        for (int i = 0; i < DIGITS; i++) {
            put(pcm, FIRST_DIGIT + i, (sequence >> (i * DIGIT_BITS)) & DIGIT);
        }
        return pcm;
    }

    /**
     * Decodes an event's audio: whole frames, or silence.
     *
     * @throws IllegalArgumentException if the audio is cut within a frame
     */
    public static void decode(byte[] pcm, FrameReader reader) {
        int at = 0;
        while (at < pcm.length) {
            if (sample(pcm, at, 0) != MAGIC) {
                reader.onSilence(silenceMs(pcm, at));
                return;
            }
            int ms = sample(pcm, at, 1);
            int end = at + ms * AudioFrame.UPLINK_BYTES_PER_MS;
            if (ms <= 0 || end > pcm.length) {
                throw new IllegalArgumentException("a frame is torn");
            }
            int sequence = 0;
            for (int i = 0; i < DIGITS; i++) {
                sequence |= sample(pcm, at, FIRST_DIGIT + i) << (i * DIGIT_BITS);
            }
            boolean loud = sample(pcm, at, WATERMARK_SAMPLES) == LOUD;
            reader.onFrame(sample(pcm, at, 2), sequence, ms, loud);
            at = end;
        }
    }

    private static int silenceMs(byte[] pcm, int from) {
        for (int i = from; i < pcm.length; i++) {
            if (pcm[i] != 0) {
                throw new IllegalArgumentException("a frame is torn");
            }
        }
        return (pcm.length - from) / AudioFrame.UPLINK_BYTES_PER_MS;
    }

    private static void put(byte[] pcm, int index, int sample) {
        pcm[2 * index] = (byte) sample;
        pcm[2 * index + 1] = (byte) (sample >> 8);
    }

    private static int sample(byte[] pcm, int from, int index) {
        int low = from + 2 * index;
        return (short) ((pcm[low] & 0xff) | pcm[low + 1] << 8);
    }
}
