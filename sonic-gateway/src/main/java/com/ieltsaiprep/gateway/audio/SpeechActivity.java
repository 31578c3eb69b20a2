package com.ieltsaiprep.gateway.audio;

/**
 * Tells voice from background by energy against a noise floor that falls at once and rises slowly,
 * with a hangover so that the soft end of a word still counts as voice.
 */
public final class SpeechActivity {
    private static final double ABOVE_FLOOR = 3.0;
    private static final double QUIETEST_VOICE = 120;
    private static final double LOUDEST_FLOOR = 1_500;
    private static final double RISE_PER_MS = 1.0005;
    private static final int HANGOVER_MS = 200;

    private double floor = LOUDEST_FLOOR / ABOVE_FLOOR;
    private int quietMs = HANGOVER_MS;

    /**
     * Takes the next piece of audio.
     *
     * @param audioMs its length, ms
     * @return whether it is voice, or follows voice by less than 200 ms
     */
    public boolean isVoice(byte[] pcm, int audioMs) {
        double rms = Pcm16.rms(pcm);
        floor = Math.min(Math.max(rms, 1), Math.min(LOUDEST_FLOOR, floor * rise(audioMs)));
        boolean loud = rms > Math.max(QUIETEST_VOICE, floor * ABOVE_FLOOR);
        quietMs = loud ? 0 : Math.min(quietMs + audioMs, HANGOVER_MS);
        return quietMs < HANGOVER_MS;
    }

    private static double rise(int audioMs) {
        return Math.pow(RISE_PER_MS, audioMs);
    }
}
