package com.ieltsaiprep.local.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * Voice activity detector: decides for each frame of 20 ms whether it holds voice and whether
 * speech is in progress. A frame holds voice if its energy is well above an adaptive noise floor.
 *
 * <p>Each frame that holds voice raises a counter by 20 ms, and each other frame lowers it by 20
 * ms, but not below 0. Speech begins when the counter reaches 200 ms, so a click does not count as
 * speech; it ends after more than 300 ms without voice. All times are counted in samples, not by a
 * clock. For use by one thread.
 */
public final class VoiceActivityDetector {
    /** Length of the audio frame for which the voice activity detector makes one decision, ms. */
    public static final int FRAME_MS = 20;

    private static final int ONSET_FRAMES = 10;
    private static final int HANGOVER_FRAMES = 15;
    private static final double OVER_FLOOR_DB = 10;
    private static final double QUIETEST_VOICE_DB = -52;
    private static final double QUIETEST_FLOOR_DB = -75;

    /** Rise of the floor per frame, slow lest speech become background. */
    private static final double RISE_DB = 0.06;

    private static final double RISE_IN_SPEECH_DB = 0.01;

    private final short[] frame;
    private int filled;
    private double floorDb = QUIETEST_FLOOR_DB;
    private int evidence;
    private int sinceVoice;
    private boolean speaking;

    /**
     * Creates a voice activity detector for one stream of mono PCM16 samples.
     *
     * @param sampleRate sample rate of the stream, Hz, at least 8,000
     */
    public VoiceActivityDetector(int sampleRate) {
        frame = new short[sampleRate * FRAME_MS / 1000];
    }

    /** Listener to the decisions of a voice activity detector, one for each frame of 20 ms. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Handles the decision on the next frame of 20 ms, in the thread that passes samples to the
         * detector.
         *
         * @param voiced whether the frame itself holds voice
         * @param speaking whether speech is in progress, which includes short gaps between words
         */
        void frame(boolean voiced, boolean speaking);
    }

    /**
     * Utterance found in a recording, as a range of sample indices.
     *
     * @param start index of the first sample
     * @param end index after the last sample
     */
    public record Utterance(int start, int end) {}

    /**
     * Analyses the next samples of the stream, any number of them. Calls the listener, in this
     * thread, for each frame of 20 ms that these samples complete; samples of an incomplete frame
     * are kept for the next call.
     */
    public void accept(short[] samples, Listener listener) {
        for (short sample : samples) {
            frame[filled++] = sample;
            if (filled == frame.length) {
                filled = 0;
                judge(listener);
            }
        }
    }

    /**
     * Finds the utterances in a recording of mono PCM16 samples: stretches of speech with up to 200
     * ms of the audio before and after each.
     *
     * @param sampleRate sample rate of the recording, Hz, at least 8,000
     * @param pauseMs shortest pause that separates two utterances, ms
     * @return utterances in order; empty if the recording has no speech
     */
    public static List<Utterance> findUtterances(short[] samples, int sampleRate, int pauseMs) {
        VoiceActivityDetector detector = new VoiceActivityDetector(sampleRate);
        List<int[]> found = new ArrayList<>();
        int[] frames = {0, -1};
        detector.accept(
                samples,
                (voiced, speaking) -> {
                    int now = ++frames[0];
                    if (!speaking) {
                        frames[1] = -1;
                    } else if (voiced) {
                        extend(found, frames, now, pauseMs / FRAME_MS);
                    }
                });
        int margin = ONSET_FRAMES * detector.frame.length;
        List<Utterance> utterances = new ArrayList<>();
        for (int[] span : found) {
            int start = Math.max(0, span[0] * detector.frame.length - margin);
            int end = Math.min(samples.length, span[1] * detector.frame.length + margin);
            utterances.add(new Utterance(start, end));
        }
        return utterances;
    }

    private static void extend(List<int[]> found, int[] frames, int now, int pause) {
        boolean begins = frames[1] < 0;
        frames[1] = now;
        int start = begins ? Math.max(0, now - ONSET_FRAMES) : now - 1;
        if (!found.isEmpty() && start - found.getLast()[1] < pause) {
            found.getLast()[1] = now;
        } else {
            found.add(new int[] {start, now});
        }
    }

    private void judge(Listener listener) {
        double level = levelDb();
        boolean voiced = level > Math.max(floorDb + OVER_FLOOR_DB, QUIETEST_VOICE_DB);
        adapt(level);
        evidence = Math.clamp(evidence + (voiced ? 1 : -1), 0, ONSET_FRAMES);
        sinceVoice = voiced ? 0 : sinceVoice + 1;
        if (!speaking && evidence == ONSET_FRAMES) {
            speaking = true;
        } else if (speaking && sinceVoice > HANGOVER_FRAMES) {
            speaking = false;
            evidence = 0;
        }
        listener.frame(voiced, speaking);
    }

    private void adapt(double level) {
        if (level < floorDb) {
            floorDb = Math.max(QUIETEST_FLOOR_DB, floorDb + (level - floorDb) * 0.3);
        } else {
            floorDb = Math.min(level, floorDb + (speaking ? RISE_IN_SPEECH_DB : RISE_DB));
        }
    }

    private double levelDb() {
        double sum = 0;
        for (short sample : frame) {
            sum += (double) sample * sample;
        }
        return 10 * Math.log10(sum / frame.length / (32768.0 * 32768.0) + 1e-12);
    }
}
