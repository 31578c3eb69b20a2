package com.ieltsaiprep.gateway.audio;

/** Arithmetic on PCM16 audio: signed 16-bit samples, little-endian, mono. */
public final class Pcm16 {
    private Pcm16() {}

    /**
     * Returns the root mean square of PCM16 samples, a measure of their loudness.
     *
     * @param pcm little-endian samples; an odd last byte is ignored
     * @return 0 to 32,768; 0 for silence or an empty array
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
