package com.ieltsaiprep.gateway.audio;

/**
 * Voice activity detector: compares energy with a noise floor that falls at once and rises slowly.
 * A hangover keeps the soft end of a word within the voice.
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
     * Classifies the next piece of audio.
     *
     * @param audioMs its length, ms
     * @return whether it is voice, or follows voice by less than 200 ms
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
