package com.ieltsaiprep.gateway.protocol;

import org.jspecify.annotations.Nullable;

/** A control message from the client: one JSON text message whose {@code type} names the record. */
public sealed interface ClientMessage {

    /**
     * Begins the conversation; the first message of a connection, unless it resumes one.
     *
     * @param client name and version of the program, at most 64 characters, for the logs
     */
    record Start(@Nullable String client) implements ClientMessage {}

    /**
     * Goes on with a conversation whose connection was lost; the first message instead of {@code
     * start}, and the only one that may be longer than {@link ProtocolLimits#MAX_MESSAGE_BYTES}.
     *
     * @param capsule the newest that the client was sent, as it was sent
     * @param sequence of the first microphone frame that will follow: the oldest that was not
     *     acknowledged; it and those after it may have been received before
     * @param epoch the newest reply of which the client has audio; 0 if none
     * @param receivedMs how much of that reply's audio the client has, ms
     * @param captions how many captions the client has had since the conversation's last {@code
     *     resumed} that was not a re-attachment, or since its start
     * @param wordsLost whether words of the candidate may be missing should the gateway's memory be
     *     gone: voice was acknowledged, and neither a caption of it nor a new reply has come
     * @param replyLost whether Maya's reply to the candidate's last words has not wholly come
     * @param client as in {@link Start}
     */
    record Resume(
            String capsule,
            int sequence,
            int epoch,
            long receivedMs,
            int captions,
            boolean wordsLost,
            boolean replyLost,
            @Nullable String client)
            implements ClientMessage {
        @Override
        public String toString() {
            return "Resume[sequence=%d, epoch=%d, receivedMs=%d, capsule of %d]"
                    .formatted(sequence, epoch, receivedMs, capsule.length());
        }
    }

    /**
     * The client has a capsule safe; older ones are void from now on.
     *
     * @param counter the capsule's
     */
    record CapsuleStored(long counter) implements ClientMessage {}

    /** The answer to {@code ping}, sent at once. */
    record Pong(int id) implements ClientMessage {}

    /**
     * The candidate prefers a steady conversation to a quick one, or no longer: buffers are larger
     * while it is on.
     */
    record LagTolerance(boolean on) implements ClientMessage {}

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

    /**
     * The candidate ends the conversation; answered with {@code ended} and close code 1000.
     *
     * @param skipped the network does not carry the test; its attempt stays open and serves the
     *     person's next session, of three in all
     */
    record End(boolean skipped) implements ClientMessage {}
}
