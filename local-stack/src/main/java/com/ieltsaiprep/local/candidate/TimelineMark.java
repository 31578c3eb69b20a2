package com.ieltsaiprep.local.candidate;

/**
 * Something the Sonic stand-in noted down.
 *
 * @param kind such as {@link #FIRST_AUDIO}; there may be kinds that are not known here
 * @param atUs since the epoch, µs
 */
public record TimelineMark(String kind, long atUs) {
    /** The first audio event of a reply left. */
    public static final String FIRST_AUDIO = "firstAudio";

    /** The event of an interruption left. */
    public static final String INTERRUPTED = "interrupted";
}
