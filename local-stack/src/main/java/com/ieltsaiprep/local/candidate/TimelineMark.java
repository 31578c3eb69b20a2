package com.ieltsaiprep.local.candidate;

/**
 * Timestamped event on a stream's timeline, recorded by the Sonic stand-in.
 *
 * @param kind such as {@link #FIRST_AUDIO}; there may be kinds that are not known here
 * @param atUs since the epoch, µs
 */
public record TimelineMark(String kind, long atUs) {
    /** The first audio event of a reply was sent. */
    public static final String FIRST_AUDIO = "firstAudio";

    /** The event of an interruption was sent. */
    public static final String INTERRUPTED = "interrupted";
}
