package com.ieltsaiprep.local.candidate;

import java.util.OptionalLong;

/**
 * How a conversation went on after its connection was lost. Times in µs on the conversation's
 * clock.
 *
 * @param lostUs when the candidate saw that it was lost
 * @param closeCode of the lost connection
 * @param turnLost whether, as the candidate told, something said might be missing
 * @param attempts connections tried, with the one that succeeded
 * @param resumedUs when the gateway said that the conversation goes on
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

    /** How it went on. */
    public enum Kind {
        /** The gateway still had the conversation. */
        REATTACHED,
        /** Another gateway went on from the capsule. */
        TAKEN_OVER,
        /** There was no capsule yet. */
        BEGUN_AGAIN
    }

    /** From seeing the loss to going on, µs. */
    public long downUs() {
        return resumedUs - lostUs;
    }
}
