package com.ieltsaiprep.local.model;

import java.util.List;

/** Speech synthesis of a scripted examiner. */
public interface Speech {
    /**
     * Synthesizes sentences ahead of their use.
     *
     * @param sampleRate of the audio, Hz
     * @param ready to be run in the thread of the model when {@link #pcm} returns at once for each
     *     of them
     */
    void prepare(List<String> sentences, int sampleRate, Runnable ready);

    /**
     * Returns the audio of a sentence.
     *
     * @param sampleRate of the audio, Hz
     * @return PCM16 mono, little-endian; not to be changed
     */
    byte[] pcm(String sentence, int sampleRate);
}
