package com.ieltsaiprep.local.model;

/** Voice activity detection of one stream: tells voice from silence in the user's audio. */
public interface Hearing {
    /** Listener to the decisions. */
    interface Listener {
        /**
         * Handles the next stretch of audio.
         *
         * @param ms length of the stretch
         * @param voiced whether it holds voice
         */
        void onStretch(int ms, boolean voiced);
    }

    /** Analyses the next audio, and calls the listener for each stretch that is complete. */
    void accept(byte[] pcm, Listener listener);

    /** Factory of the hearing of streams. */
    interface Factory {
        /** Creates the hearing of a stream with audio of a sample rate, Hz. */
        Hearing create(int sampleRate);
    }
}
