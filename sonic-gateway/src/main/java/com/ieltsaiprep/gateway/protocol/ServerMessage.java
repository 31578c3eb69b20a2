package com.ieltsaiprep.gateway.protocol;

/**
 * Control message from the gateway to the client: one JSON text message, whose {@code type} says
 * which of these records it is.
 */
public sealed interface ServerMessage {

    /**
     * Greeting: the first message to the client after the WebSocket upgrade.
     *
     * @param sessionId id of the conversation, also in logs and support requests; not a secret
     */
    record Welcome(String sessionId) implements ServerMessage {}

    /**
     * Status of the conversation's stream to the speech model.
     *
     * @param state whether the stream is being opened, waits for a retry, or is live
     * @param attempt number of the current attempt to open the stream, from 1, or of the next
     *     attempt while {@code RETRYING}; 0 once the stream is live
     * @param retryInMs time until the next attempt, ms; 0 unless {@code RETRYING}
     */
    record Status(StreamState state, int attempt, int retryInMs) implements ServerMessage {}

    /**
     * Acknowledgement of all microphone frames up to {@code sequence}: they were passed to the
     * model, or dropped and reported by {@link Lost}. The client need not keep them any longer.
     *
     * @param sequence number of the newest acknowledged frame
     */
    record Ack(int sequence) implements ServerMessage {}

    /**
     * Caption: text for the client to show, a sentence or part of one.
     *
     * @param speaker side that speaks
     * @param stage whether the text is only planned, or was spoken
     * @param epoch number of the reply that the text belongs to; for the candidate's words, the
     *     number of the newest reply before them (0 before the first reply)
     * @param text at most 1,000 bytes of UTF-8
     */
    record Caption(Speaker speaker, Stage stage, int epoch, String text) implements ServerMessage {
        @Override
        public String toString() {
            return "Caption[speaker=%s, stage=%s, epoch=%d, %d characters]"
                    .formatted(speaker, stage, epoch, text.length());
        }
    }

    /**
     * Order to stop the playout of all earlier replies at once, after a barge-in or if a reply was
     * cut off.
     *
     * @param epoch number of the examiner's next reply; audio of replies with a lower number is
     *     void
     */
    record Clear(int epoch) implements ServerMessage {}

    /**
     * End of a reply's audio, all of which was sent. The player now plays the rest even if it is
     * shorter than the player's start threshold.
     *
     * @param epoch number of the reply
     * @param audioMs length of the reply's whole audio, ms
     */
    record ReplyEnd(int epoch, long audioMs) implements ServerMessage {}

    /**
     * Loss of microphone audio: frames that were dropped and never reach the model, counted since
     * the last such message.
     *
     * @param reason why the audio was dropped
     * @param frames number of frames
     * @param audioMs length of the frames together, ms
     */
    record Lost(LossReason reason, int frames, int audioMs) implements ServerMessage {}

    /**
     * Capsule: encrypted state of the conversation that only gateways can read. The client keeps
     * the newest one to resume from, answers each with {@code capsuleStored}, and deletes it when
     * the conversation is over.
     *
     * @param counter number of the capsule; rises with each capsule of the conversation
     * @param sealed encrypted capsule, at most 65,000 characters of base64url
     */
    record Capsule(long counter, String sealed) implements ServerMessage {
        @Override
        public String toString() {
            return "Capsule[counter=%d, sealed in %d characters]"
                    .formatted(counter, sealed.length());
        }
    }

    /**
     * Confirmation that the client's conversation is resumed.
     *
     * @param reattached true if this node still had the conversation: nothing was lost, and the
     *     examiner's voice goes on where the client's audio ended. False if the conversation was
     *     restored from the capsule.
     */
    record Resumed(boolean reattached) implements ServerMessage {}

    /**
     * Ping that measures the round-trip time; the client answers at once with {@code pong}.
     *
     * @param id number of the ping, which the {@code pong} repeats
     */
    record Ping(int id) implements ServerMessage {}

    /**
     * Quality of the client's connection, sent when the rating changes, and every 6 s while it is
     * not {@code OK}.
     *
     * @param quality rating by the worst of the three values that follow
     * @param roundTripMs median of the last five round trips, or the age of the oldest unanswered
     *     ping if that is longer, ms
     * @param delayMs delay of recent microphone frames above that of the fastest in the last 10 s,
     *     ms
     * @param underruns number of times that the player ran out of audio in the last 30 s
     */
    record Connection(Quality quality, int roundTripMs, int delayMs, int underruns)
            implements ServerMessage {}

    /**
     * Report to the client of an error that the client made.
     *
     * @param code kind of the error
     * @param detail what was wrong and what is right, in English; never the client's own text
     */
    record ProtocolError(ErrorCode code, String detail) implements ServerMessage {}

    /** End of the conversation, after which the gateway closes the connection with code 1000. */
    record Ended(EndReason reason) implements ServerMessage {}

    /**
     * State of a conversation's stream to the speech model: being opened, waiting for a retry, or
     * live.
     */
    enum StreamState {
        CONNECTING,
        RETRYING,
        LIVE
    }

    /** Quality of a client's connection, as the candidate notices it. */
    enum Quality {
        /** Connection without noticeable delay. */
        OK,
        /** Connection over which answers come late. */
        SLOW,
        /** Connection over which a conversation is hardly possible. */
        BAD
    }

    /** Speaker of a caption: the examiner or the candidate. */
    enum Speaker {
        EXAMINER,
        CANDIDATE
    }

    /**
     * Stage of a caption: planned by the examiner and not yet spoken, or final, as it was spoken.
     */
    enum Stage {
        PLANNED,
        FINAL
    }

    /** Reason for dropping microphone audio before it reached the model. */
    enum LossReason {
        /** Silence, dropped to catch up after a stall of the network. */
        SILENCE_SKIPPED,
        /**
         * Audio that waited for the model for more than 3 s or beyond the buffer's capacity, or
         * that was spoken while the examiner was about to repeat a question.
         */
        TOO_OLD
    }

    /** Reason for the regular end of a conversation. */
    enum EndReason {
        /** Conversation ended by the candidate. */
        CLIENT,
        /** Interview finished by the examiner. */
        EXAMINER,
        /**
         * Test skipped by the candidate because of a slow connection; the test's attempt stays open
         * for the next session.
         */
        SKIPPED,
        /** Conversation that was already over when the client tried to resume it. */
        OVER
    }
}
