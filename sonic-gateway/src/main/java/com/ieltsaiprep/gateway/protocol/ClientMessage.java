package com.ieltsaiprep.gateway.protocol;

import org.jspecify.annotations.Nullable;

/** A control message from the client: one JSON text message whose {@code type} names the record. */
public sealed interface ClientMessage {

    /**
     * Begins the conversation; the first message of every connection.
     *
     * @param client name and version of the program, at most 64 characters, for the logs
     */
    record Start(@Nullable String client) implements ClientMessage {}

    /**
     * What the listener has heard so far; sent every 250 ms while audio is queued or playing, and
     * the basis of the gateway's pacing.
     *
     * @param epoch the reply that is playing
     * @param playedMs audio of this reply played so far, ms
     * @param bufferedMs audio received and not yet played, ms, of any reply
     * @param underruns times the player ran dry in mid-reply since the connection began
     */
    record Playout(int epoch, long playedMs, int bufferedMs, int underruns)
            implements ClientMessage {}

    /** The microphone was muted or opened; while muted, the gateway keeps Maya's stream alive. */
    record Mute(boolean muted) implements ClientMessage {}

    /** The candidate ends the conversation; answered with {@code ended} and close code 1000. */
    record End() implements ClientMessage {}
}
