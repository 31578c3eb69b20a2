package com.ieltsaiprep.gateway.protocol;

import org.jspecify.annotations.Nullable;

/** Control message from the client: one JSON text message whose {@code type} names the record. */
public sealed interface ClientMessage {

    /**
     * Start of the conversation; the first message of a connection, unless it resumes one.
     *
     * @param client name and version of the program, at most 64 characters, for the logs
     */
    record Start(@Nullable String client) implements ClientMessage {}

    /**
     * Resumption of a conversation after a lost connection. The first message instead of {@code
     * start}, and the only one that may be longer than {@link ProtocolLimits#MAX_MESSAGE_BYTES}.
     *
     * @param capsule the newest that the client received, unchanged
     * @param sequence of the first microphone frame that will follow: the oldest that was not
     *     acknowledged; it and those after it may have been received before
     * @param epoch the newest reply of which the client has audio; 0 if none
     * @param receivedMs length of that audio, ms
     * @param captions number of captions that the client has received since the conversation's last
     *     {@code resumed} that was not a re-attachment, or since its start
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
     * Acknowledgement that the client has stored a capsule; older ones are void from now on.
     *
     * @param counter the capsule's
     */
    record CapsuleStored(long counter) implements ClientMessage {}

    /** Answer to {@code ping}, sent at once. */
    record Pong(int id) implements ClientMessage {}

    /** Preference of steady playout to low latency: buffers are larger while it is on. */
    record LagTolerance(boolean on) implements ClientMessage {}

    /**
     * Playout report, the basis of the gateway's pacing; sent every 250 ms while audio is queued or
     * playing.
     *
     * @param epoch the reply that is playing
     * @param playedMs audio of this reply played so far, ms
     * @param bufferedMs audio received and not yet played, ms, of any reply
     * @param underruns times the player ran dry in mid-reply since the connection began
     */
    record Playout(int epoch, long playedMs, int bufferedMs, int underruns)
            implements ClientMessage {}

    /** Change of the microphone's mute; while muted, the gateway keeps Maya's stream alive. */
    record Mute(boolean muted) implements ClientMessage {}

    /**
     * End of the conversation by the candidate; answered with {@code ended} and close code 1000.
     *
     * @param skipped the network does not carry the test; its attempt stays open and serves the
     *     candidate's next session, of three in all
     */
    record End(boolean skipped) implements ClientMessage {}
}
