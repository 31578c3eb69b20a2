package com.ieltsaiprep.gateway.sonic.event;

/**
 * Event from Nova Sonic (<a
 * href="https://docs.aws.amazon.com/nova/latest/userguide/output-events.html">Nova user guide,
 * output events</a>). Unknown keys and unknown events are not errors.
 */
public sealed interface SonicOutput {
    /** Returns whether the event reports a barge-in; the service reports one up to three times. */
    default boolean isInterruption() {
        return this instanceof Interrupted
                || (this instanceof ContentEnd end && end.stopReason() == StopReason.INTERRUPTED);
    }

    /** Start of the model's answer; one completion may span many turns. */
    record CompletionStart(String completionId) implements SonicOutput {}

    /** Start of a text block. */
    record TextStart(String contentId, Role role, Stage stage) implements SonicOutput {}

    /** Piece of a text block. */
    record Text(String contentId, Role role, String content) implements SonicOutput {
        @Override
        public String toString() {
            return "Text[%s, %s, %d characters]".formatted(contentId, role, content.length());
        }
    }

    /** Start of a block of Maya's voice. */
    record AudioStart(String contentId) implements SonicOutput {}

    /** Audio of Maya's voice, PCM16 little-endian mono at 24 kHz. */
    record Audio(String contentId, byte[] pcm) implements SonicOutput {
        @Override
        public String toString() {
            return "Audio[%s, %d bytes]".formatted(contentId, pcm.length);
        }
    }

    /** Start of a block with a tool call. */
    record ToolStart(String contentId) implements SonicOutput {}

    /**
     * Tool call of the model; {@code content} is its argument, JSON if the model kept the rules.
     */
    record ToolUse(String contentId, String toolName, String toolUseId, String content)
            implements SonicOutput {
        @Override
        public String toString() {
            return "ToolUse[%s, %s, %d characters]"
                    .formatted(toolName, toolUseId, content.length());
        }
    }

    /** End of a content block. */
    record ContentEnd(String contentId, ContentType type, StopReason stopReason)
            implements SonicOutput {}

    /** Barge-in: the user spoke while Maya did, the text {@code { "interrupted" : true }}. */
    record Interrupted() implements SonicOutput {}

    /** Tokens used since the last such event. */
    record Usage(long inputSpeech, long inputText, long outputSpeech, long outputText)
            implements SonicOutput {}

    /** End of the completion, normally with the session. */
    record CompletionEnd() implements SonicOutput {}

    /** Event that this version does not know; it is ignored and counted. */
    record Unknown(String name) implements SonicOutput {}

    /** Speaker of a text. */
    enum Role {
        USER,
        ASSISTANT,
        OTHER
    }

    /** Generation stage: text that is planned, or that was spoken or heard. */
    enum Stage {
        SPECULATIVE,
        FINAL
    }

    /** Content of a block. */
    enum ContentType {
        TEXT,
        AUDIO,
        TOOL,
        OTHER
    }

    /** Reason for the end of a block. */
    enum StopReason {
        PARTIAL_TURN,
        END_TURN,
        INTERRUPTED,
        TOOL_USE,
        OTHER
    }
}
