package com.ieltsaiprep.local.model;

/**
 * Output event of Nova Sonic on a stream (Nova user guide, output events).
 *
 * <p>{@link SpeechStart} and {@link SpeechEnd} are not documented, but seen in recorded sessions.
 */
public sealed interface ModelOutput {
    /** Text by which the service reports an interruption. */
    String INTERRUPTED_TEXT = "{ \"interrupted\" : true }";

    /** Start of the completion, which spans all replies of the stream. */
    record CompletionStart() implements ModelOutput {}

    /** End of the completion. */
    record CompletionEnd() implements ModelOutput {}

    /**
     * Start of the user's speech, {@code userSpeechStart} on the wire.
     *
     * @param offsetMs position in the audio of this stream at which the speech starts, ms
     */
    record SpeechStart(long offsetMs) implements ModelOutput {}

    /**
     * End of the user's speech, {@code userSpeechEnd} on the wire.
     *
     * @param offsetMs position in the audio of this stream at which the speech ended, ms
     * @param detectionOffsetMs position at which the end was detected, ms
     */
    record SpeechEnd(long offsetMs, long detectionOffsetMs) implements ModelOutput {}

    /** Start of a text block. */
    record TextStart(String contentId, Role role, Stage stage) implements ModelOutput {}

    /** Text of a text block. */
    record Text(String contentId, Role role, String content) implements ModelOutput {
        @Override
        public String toString() {
            return "Text[%s, %s, %d characters]".formatted(contentId, role, content.length());
        }
    }

    /** Start of an audio block. */
    record AudioStart(String contentId) implements ModelOutput {}

    /**
     * Audio of a reply.
     *
     * @param pcm PCM16 mono, little-endian; not copied
     */
    record Audio(String contentId, byte[] pcm) implements ModelOutput {
        @Override
        public String toString() {
            return "Audio[%s, %d bytes]".formatted(contentId, pcm.length);
        }
    }

    /** Start of a block with a tool call. */
    record ToolStart(String contentId) implements ModelOutput {}

    /** Tool call. */
    record ToolUse(String contentId, Examiner.ToolCall call, String toolUseId)
            implements ModelOutput {}

    /** End of a block. */
    record ContentEnd(String contentId, ContentType type, StopReason stopReason)
            implements ModelOutput {}

    /**
     * Tokens since the last such event, and in all.
     *
     * @param delta since the last such event
     * @param total since the stream began
     */
    record Usage(Tokens delta, Tokens total) implements ModelOutput {}

    /** Number of tokens. */
    record Tokens(long speechIn, long speechOut) {
        Tokens plus(Tokens more) {
            return new Tokens(speechIn + more.speechIn, speechOut + more.speechOut);
        }
    }

    /** Speaker of a text. */
    enum Role {
        USER,
        ASSISTANT
    }

    /** Generation stage of a text: planned, or really said. */
    enum Stage {
        SPECULATIVE,
        FINAL
    }

    /** Type of a block. */
    enum ContentType {
        TEXT,
        AUDIO,
        TOOL
    }

    /** Reason for which a block ended. */
    enum StopReason {
        PARTIAL_TURN,
        END_TURN,
        INTERRUPTED,
        TOOL_USE
    }
}
