package com.ieltsaiprep.gateway.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Control message from the client to the gateway: one JSON text message, whose {@code type} says
 * which of these records it is.
 */
public sealed interface ClientMessage {

    /**
     * Start of a new conversation: the first message on a connection that does not resume one.
     *
     * @param client name and version of the client program for the logs, at most 64 characters;
     *     null if the client sent none
     */
    record Start(@Nullable String client) implements ClientMessage {}

    /**
     * Resumption of a conversation after a lost connection: the first message on the new
     * connection, instead of {@link Start}. No other message may be longer than {@link
     * ProtocolLimits#MAX_MESSAGE_BYTES}.
     *
     * @param capsule newest capsule (encrypted conversation state) that the client received,
     *     unchanged
     * @param sequence number of the first microphone frame that will follow: the oldest frame that
     *     the gateway has not acknowledged. The gateway may have received this frame and later ones
     *     before.
     * @param epoch number of the examiner's newest reply of which the client has audio, or of a
     *     newer {@code clear}; 0 if there is neither
     * @param receivedMs length of the audio that the client has of that reply, ms
     * @param captions number of captions that the client has received since it sent {@code start},
     *     or since the last {@code resumed} that restored the conversation from a capsule
     * @param wordsLost whether the gateway has acknowledged audio with the candidate's voice for
     *     which the client has received neither a caption nor a reply; these words may be missing
     *     in the capsule
     * @param replyLost whether the client lacks a part of the examiner's newest reply, or has not
     *     yet received the reply to the candidate's last words
     * @param client name and version of the client program, as in {@link Start}
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
     * Acknowledgement that the client has stored a capsule (encrypted conversation state). Older
     * capsules of the conversation are void from now on.
     *
     * @param counter number of the capsule
     */
    record CapsuleStored(long counter) implements ClientMessage {}

    /**
     * Answer to the gateway's {@code ping}, sent at once.
     *
     * @param id number of the ping
     */
    record Pong(int id) implements ClientMessage {}

    /**
     * Choice of the candidate between steady audio and low latency.
     *
     * @param on true for larger buffers and steadier audio, false for low latency
     */
    record LagTolerance(boolean on) implements ClientMessage {}

    /**
     * Report of what the client's player has played, by which the gateway paces its audio. Sent
     * every 250 ms while audio is queued or playing, and once when the player has run empty.
     *
     * @param epoch number of the reply that is playing
     * @param playedMs length of the audio of this reply that was played so far, ms
     * @param bufferedMs length of the audio of all replies that was received and is not yet played,
     *     ms
     * @param underruns number of times that the player ran out of audio within a reply, since the
     *     connection began
     */
    record Playout(int epoch, long playedMs, int bufferedMs, int underruns)
            implements ClientMessage {}

    /**
     * Change of the microphone's mute. While the microphone is muted, the client sends no audio and
     * the gateway sends silence to the model, which keeps the stream alive.
     *
     * @param muted whether the microphone is muted from now on
     */
    record Mute(boolean muted) implements ClientMessage {}

    /**
     * End of the conversation by the candidate, which the gateway answers with {@code ended} and
     * close code 1000.
     *
     * @param skipped whether the candidate skips the test because the connection is too slow: the
     *     test's attempt stays open for the candidate's next session, up to three sessions in all
     */
    record End(boolean skipped) implements ClientMessage {}
}
