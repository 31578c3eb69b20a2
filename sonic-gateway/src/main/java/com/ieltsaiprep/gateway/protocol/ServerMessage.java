package com.ieltsaiprep.gateway.protocol;

/** A control message to the client: one JSON text message whose {@code type} names the record. */
public sealed interface ServerMessage {

    /**
     * The first message after the upgrade.
     *
     * @param sessionId names the conversation in logs and support requests; not a secret
     */
    record Welcome(String sessionId) implements ServerMessage {}

    /**
     * How Maya's stream fares.
     *
     * @param attempt which try this is, from 1; 0 once the stream is live
     * @param retryInMs ms until the next try; 0 unless {@code RETRYING}
     */
    record Status(StreamState state, int attempt, int retryInMs) implements ServerMessage {}

    /**
     * The gateway is done with every microphone frame up to and including this one: it was handed
     * to Maya, or dropped and told by {@link Lost}. The client may forget them.
     *
     * @param sequence of the newest such frame
     */
    record Ack(int sequence) implements ServerMessage {}

    /**
     * Words to show.
     *
     * @param epoch the reply they belong to; for the candidate's words, the newest reply before
     *     them (0 before the first)
     */
    record Caption(Speaker speaker, Stage stage, int epoch, String text) implements ServerMessage {
        @Override
        public String toString() {
            return "Caption[speaker=%s, stage=%s, epoch=%d, %d characters]"
                    .formatted(speaker, stage, epoch, text.length());
        }
    }

    /**
     * Barge-in: whatever belongs to an epoch before this one is void and must fall silent at once.
     *
     * @param epoch the new epoch, which Maya's next reply will bear
     */
    record Clear(int epoch) implements ServerMessage {}

    /**
     * The last audio of a reply has been sent; the player plays its tail even below its start
     * threshold.
     *
     * @param audioMs the whole length of the reply's audio, ms
     */
    record ReplyEnd(int epoch, long audioMs) implements ServerMessage {}

    /**
     * Microphone audio that Maya will not hear, counted since the last such message.
     *
     * @param frames how many frames
     * @param audioMs their length, ms
     */
    record Lost(LossReason reason, int frames, int audioMs) implements ServerMessage {}

    /**
     * All that a gateway needs to go on with this conversation, sealed: only gateways can read it.
     * The client keeps the newest, answers {@code capsuleStored}, and wipes it at the end.
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
     * The conversation goes on.
     *
     * @param reattached whether nothing at all was lost: this node still had the conversation, and
     *     sends on where the client's audio ended
     */
    record Resumed(boolean reattached) implements ServerMessage {}

    /** To be answered with {@code pong} at once, which measures the round trip. */
    record Ping(int id) implements ServerMessage {}

    /**
     * How good the connection is, told when the quality changes and every few seconds while it is
     * not {@code OK}.
     *
     * @param roundTripMs the median of the last pings, ms
     * @param delayMs how much later than at best the microphone's frames arrive, ms
     * @param underruns times that the player ran dry in the last half minute
     */
    record Connection(Quality quality, int roundTripMs, int delayMs, int underruns)
            implements ServerMessage {}

    /** Something the client sent was wrong; {@code detail} says what was and what is right. */
    record ProtocolError(ErrorCode code, String detail) implements ServerMessage {}

    /** The conversation is over; close code 1000 follows. */
    record Ended(EndReason reason) implements ServerMessage {}

    /** State of the stream to Maya. */
    enum StreamState {
        CONNECTING,
        RETRYING,
        LIVE
    }

    /** Whether a conversation is a pleasure over this connection. */
    enum Quality {
        /** No delay that anyone would notice. */
        OK,
        /** Answers come late. */
        SLOW,
        /** A conversation is hardly possible. */
        BAD
    }

    /** Who said a caption. */
    enum Speaker {
        EXAMINER,
        CANDIDATE
    }

    /** Whether the words are what Maya plans to say or what was said. */
    enum Stage {
        PLANNED,
        FINAL
    }

    /** Why microphone audio was not handed to Maya. */
    enum LossReason {
        /** Silence left out to catch up after a stall. */
        SILENCE_SKIPPED,
        /** Older than 3 s before Maya's stream took it. */
        TOO_OLD
    }

    /** Why a conversation ended as it should. */
    enum EndReason {
        /** The candidate ended it. */
        CLIENT,
        /** The examiner finished the interview. */
        EXAMINER,
        /** The candidate skipped the test; its attempt serves their next session. */
        SKIPPED,
        /** It was over already when the client resumed; why, the client may have missed. */
        OVER
    }
}
