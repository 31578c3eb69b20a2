package com.ieltsaiprep.local.candidate;

import java.util.OptionalLong;

/**
 * Resumption of a conversation after its connection was lost. Times in µs on the conversation's
 * clock.
 *
 * @param lostUs when the candidate detected the loss
 * @param closeCode of the lost connection
 * @param turnLost whether the candidate told the gateway that part of the turn might be missing
 * @param attempts to connect, with the one that succeeded
 * @param resumedUs when the gateway resumed the conversation
 * @param mayaUs when Maya's audio next came after that; empty if it did not
 */
public record Resumption(
        Kind kind,
        long lostUs,
        int closeCode,
        boolean turnLost,
        int attempts,
        long resumedUs,
        OptionalLong mayaUs) {

    /** Kinds of resumption, by what was left of the conversation. */
    public enum Kind {
        /** Reattached to the gateway that still owned the conversation. */
        REATTACHED,
        /** Taken over by another gateway from the capsule. */
        TAKEN_OVER,
        /** Started anew, since there was no capsule yet. */
        BEGUN_AGAIN
    }

    /** Returns the time from the detected loss to the resumption, µs. */
    public long downUs() {
        return resumedUs - lostUs;
    }
}
