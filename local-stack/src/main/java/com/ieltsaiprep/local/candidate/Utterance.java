package com.ieltsaiprep.local.candidate;

/**
 * Utterance of a candidate, with the pause after it: mono PCM16 at 16 kHz.
 *
 * @param samples not to be changed
 * @param voiceStart index of the first voiced sample
 * @param voiceEnd index after the last voiced sample
 */
public record Utterance(short[] samples, int voiceStart, int voiceEnd) {
    static final int SAMPLES_PER_MS = 16;

    /**
     * Checks the bounds.
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

    /** Returns the length with the pause, ms, rounded down. */
    public int audioMs() {
        return samples.length / SAMPLES_PER_MS;
    }

    @Override
    public String toString() {
        return "Utterance[%d ms, voice from %d to %d ms]"
                .formatted(audioMs(), voiceStart / SAMPLES_PER_MS, voiceEnd / SAMPLES_PER_MS);
    }
}
