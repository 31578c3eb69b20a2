package com.ieltsaiprep.gateway.audio;

/**
 * Voice activity detector: compares the energy of audio with an adaptive noise floor. The floor
 * falls at once when the audio is quieter, and rises slowly. For 200 ms after voice, audio still
 * counts as voice (hangover), so that the soft end of a word is not cut off. Not thread-safe; one
 * for each microphone.
 */
public final class SpeechActivity {
    private static final double FLOOR_RATIO = 3.0;
    private static final double MIN_VOICE_RMS = 120;
    private static final double MAX_FLOOR_RMS = 1_500;
    private static final double RISE_PER_MS = 1.0005;
    private static final int HANGOVER_MS = 200;

    private double floor = MAX_FLOOR_RMS / FLOOR_RATIO;
    private int quietMs = HANGOVER_MS;

    /**
     * Classifies the next piece of microphone audio as voice or not.
     *
     * @param pcm PCM16 little-endian mono samples
     * @param audioMs length of the piece, ms
     * @return whether the piece is voice, or ends less than 200 ms after voice
     */
    public boolean isVoice(byte[] pcm, int audioMs) {
        double rms = Pcm16.rms(pcm);
        floor = Math.min(Math.max(rms, 1), Math.min(MAX_FLOOR_RMS, floor * rise(audioMs)));
        boolean loud = rms > Math.max(MIN_VOICE_RMS, floor * FLOOR_RATIO);
        quietMs = loud ? 0 : Math.min(quietMs + audioMs, HANGOVER_MS);
        return quietMs < HANGOVER_MS;
    }

    private static double rise(int audioMs) {
        return Math.pow(RISE_PER_MS, audioMs);
    }
}
