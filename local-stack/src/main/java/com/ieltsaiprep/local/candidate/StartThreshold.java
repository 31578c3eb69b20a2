package com.ieltsaiprep.local.candidate;

/**
 * How much audio a player collects before it starts: little while the network is good, more after
 * it ran dry.
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

    /** It did not run dry: that was the end of the reply. */
    void revertUnderrun() {
        ms = msBefore;
    }

    void onCleanReply() {
        ms = Math.max(MIN_MS, ms - CLEAN_MS);
    }
}
