package com.ieltsaiprep.gateway.protocol;

/** Control message to the client: one JSON text message whose {@code type} names the record. */
public sealed interface ServerMessage {

    /**
     * Greeting, the first message after the upgrade.
     *
     * @param sessionId names the conversation in logs and support requests; not a secret
     */
    record Welcome(String sessionId) implements ServerMessage {}

    /**
     * Status of Maya's stream.
     *
     * @param attempt number of the attempt, from 1; 0 once the stream is live
     * @param retryInMs ms until the next attempt; 0 unless {@code RETRYING}
     */
    record Status(StreamState state, int attempt, int retryInMs) implements ServerMessage {}

    /**
     * Acknowledgement of every microphone frame up to and including this one. It was handed to
     * Maya, or dropped and reported by {@link Lost}. The client may drop them.
     *
     * @param sequence of the newest such frame
     */
    record Ack(int sequence) implements ServerMessage {}

    /**
     * Caption to show.
     *
     * @param epoch the reply it belongs to; for the candidate's words, the newest reply before them
     *     (0 before the first)
     */
    record Caption(Speaker speaker, Stage stage, int epoch, String text) implements ServerMessage {
        @Override
        public String toString() {
            return "Caption[speaker=%s, stage=%s, epoch=%d, %d characters]"
                    .formatted(speaker, stage, epoch, text.length());
        }
    }

    /**
     * Barge-in: playout of all earlier epochs must stop at once.
     *
     * @param epoch the new epoch, which Maya's next reply will bear
     */
    record Clear(int epoch) implements ServerMessage {}

    /**
     * End of a reply's audio; the player plays its tail even below its start threshold.
     *
     * @param audioMs the whole length of the reply's audio, ms
     */
    record ReplyEnd(int epoch, long audioMs) implements ServerMessage {}

    /**
     * Loss of microphone audio that Maya will not hear, counted since the last such message.
     *
     * @param frames number of frames
     * @param audioMs their length, ms
     */
    record Lost(LossReason reason, int frames, int audioMs) implements ServerMessage {}

    /**
     * Capsule: sealed resume state that only gateways can read. The client keeps the newest,
     * answers {@code capsuleStored}, and wipes it at the end.
     *
     * @param counter rises with each capsule of a conversation
     * @param sealed base64url
     */
    record Capsule(long counter, String sealed) implements ServerMessage {
        @Override
        public String toString() {
            return "Capsule[counter=%d, sealed in %d characters]"
                    .formatted(counter, sealed.length());
        }
    }

    /**
     * Confirmation that the conversation is resumed.
     *
     * @param reattached whether nothing at all was lost: this node still had the conversation, and
     *     sends on where the client's audio ended
     */
    record Resumed(boolean reattached) implements ServerMessage {}

    /** Ping, to be answered with {@code pong} at once; measures the round trip. */
    record Ping(int id) implements ServerMessage {}

    /**
     * Quality of the connection, sent when it changes and every few seconds while it is not {@code
     * OK}.
     *
     * @param roundTripMs the median of the last pings, ms
     * @param delayMs delay of the microphone's frames above the network's best, ms
     * @param underruns times that the player ran dry in the last half minute
     */
    record Connection(Quality quality, int roundTripMs, int delayMs, int underruns)
            implements ServerMessage {}

    /** Error of the client's; {@code detail} says what was wrong and what is right. */
    record ProtocolError(ErrorCode code, String detail) implements ServerMessage {}

    /** End of the conversation; close code 1000 follows. */
    record Ended(EndReason reason) implements ServerMessage {}

    /** State of the stream to Maya. */
    enum StreamState {
        CONNECTING,
        RETRYING,
        LIVE
    }

    /** Quality of a conversation over this connection. */
    enum Quality {
        /** No noticeable delay. */
        OK,
        /** Late answers. */
        SLOW,
        /** Conversation hardly possible. */
        BAD
    }

    /** Speaker of a caption. */
    enum Speaker {
        EXAMINER,
        CANDIDATE
    }

    /** Stage of a caption: planned by Maya, or spoken. */
    enum Stage {
        PLANNED,
        FINAL
    }

    /** Reason for dropping microphone audio. */
    enum LossReason {
        /** Silence dropped to catch up after a stall. */
        SILENCE_SKIPPED,
        /** Age above 3 s before Maya's stream took it. */
        TOO_OLD
    }

    /** Reason for the regular end of a conversation. */
    enum EndReason {
        /** Ended by the candidate. */
        CLIENT,
        /** Finished by the examiner. */
        EXAMINER,
        /** Skipped by the candidate; the test's attempt serves their next session. */
        SKIPPED,
        /** Ended before the client resumed; it may have missed the reason. */
        OVER
    }
}
