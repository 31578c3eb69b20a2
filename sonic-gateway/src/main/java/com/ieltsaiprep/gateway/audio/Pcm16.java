package com.ieltsaiprep.gateway.audio;

/** Arithmetic on PCM16 little-endian mono audio. */
public final class Pcm16 {
    private Pcm16() {}

    /**
     * Returns the root mean square of the samples.
     *
     * @return 0 for silence and for no samples, at most 32,768
     */
    public static double rms(byte[] pcm) {
        int samples = pcm.length / 2;
        long sum = 0;
        for (int i = 0; i < samples; i++) {
            int sample = (short) ((pcm[2 * i] & 0xff) | pcm[2 * i + 1] << 8);
            sum += (long) sample * sample;
        }
        return samples == 0 ? 0 : Math.sqrt((double) sum / samples);
    }
}
