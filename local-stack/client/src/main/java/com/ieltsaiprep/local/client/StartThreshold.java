package com.ieltsaiprep.local.client;

/**
 * Adaptive start threshold of playout: audio to buffer before a reply starts, raised by each
 * underrun.
 */
final class StartThreshold {
    private static final int START_MS = 120;
    private static final int MIN_MS = 80;
    private static final int MAX_MS = 600;
    private static final int UNDERRUN_MS = 120;
    private static final int CLEAN_MS = 20;

    private int ms = START_MS;
    private int msBefore = START_MS;

    int ms() {
        return ms;
    }

    void onUnderrun() {
        msBefore = ms;
        ms = Math.min(MAX_MS, ms + UNDERRUN_MS);
    }

    /** Takes the last underrun back: the queue ran empty at the end of the reply. */
    void revertUnderrun() {
        ms = msBefore;
    }

    void onCleanReply() {
        ms = Math.max(MIN_MS, ms - CLEAN_MS);
    }
}
