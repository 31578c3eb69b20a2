package com.ieltsaiprep.local.client;

/**
 * Utterance of a simulated candidate and the pause after it, as mono PCM16 samples at 16 kHz.
 *
 * @param samples samples of the voice and the pause; not copied, and not to be changed
 * @param voiceStart index of the first voiced sample
 * @param voiceEnd index after the last voiced sample
 */
public record Utterance(short[] samples, int voiceStart, int voiceEnd) {
    static final int SAMPLES_PER_MS = 16;

    /**
     * Creates an utterance, without a copy of the samples.
     *
     * @throws IllegalArgumentException unless 0 &le; voiceStart &lt; voiceEnd &le; samples.length
     */
    public Utterance {
        if (voiceStart < 0 || voiceStart >= voiceEnd || voiceEnd > samples.length) {
            throw new IllegalArgumentException(
                    "voice from %d to %d in %d samples"
                            .formatted(voiceStart, voiceEnd, samples.length));
        }
    }

    /** Returns the length of the utterance with the pause after it, ms, rounded down. */
    public int audioMs() {
        return samples.length / SAMPLES_PER_MS;
    }

    @Override
    public String toString() {
        return "Utterance[%d ms, voice from %d to %d ms]"
                .formatted(audioMs(), voiceStart / SAMPLES_PER_MS, voiceEnd / SAMPLES_PER_MS);
    }
}
