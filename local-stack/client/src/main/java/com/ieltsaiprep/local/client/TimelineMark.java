package com.ieltsaiprep.local.client;

/**
 * Timestamped event on a stream to the Sonic stand-in, the local replacement of Amazon Nova Sonic,
 * which recorded the event.
 *
 * @param kind kind of event, such as {@link #FIRST_AUDIO}; there are more kinds than the constants
 *     of this class
 * @param atUs time of the event, µs since 1970
 */
public record TimelineMark(String kind, long atUs) {
    /** Kind of event: the Sonic stand-in sent the first audio of a reply. */
    public static final String FIRST_AUDIO = "firstAudio";

    /** Kind of event: the Sonic stand-in reported that the candidate has interrupted its reply. */
    public static final String INTERRUPTED = "interrupted";
}
