package com.ieltsaiprep.gateway.sonic.event;

/**
 * An event from Nova Sonic (<a
 * href="https://docs.aws.amazon.com/nova/latest/userguide/output-events.html">Nova user guide,
 * output events</a>). Unknown keys and unknown events are not errors.
 */
public sealed interface SonicOutput {
    /**
     * Whether it says that the user spoke while Maya did; one interruption is told up to thrice.
     */
    default boolean tellsInterruption() {
        return this instanceof Interrupted
                || (this instanceof ContentEnd end && end.stopReason() == StopReason.INTERRUPTED);
    }

    /** The model began to answer; one completion may span many turns. */
    record CompletionStart(String completionId) implements SonicOutput {}

    /** A block of text begins. */
    record TextStart(String contentId, Role role, Stage stage) implements SonicOutput {}

    /** A piece of text. */
    record Text(String contentId, Role role, String content) implements SonicOutput {
        @Override
        public String toString() {
            return "Text[%s, %s, %d characters]".formatted(contentId, role, content.length());
        }
    }

    /** A block of Maya's voice begins. */
    record AudioStart(String contentId) implements SonicOutput {}

    /** Maya's voice, PCM16 little-endian mono at 24 kHz. */
    record Audio(String contentId, byte[] pcm) implements SonicOutput {
        @Override
        public String toString() {
            return "Audio[%s, %d bytes]".formatted(contentId, pcm.length);
        }
    }

    /** A block with a call of a tool begins. */
    record ToolStart(String contentId) implements SonicOutput {}

    /**
     * The model calls a tool; {@code content} is its argument, JSON if the model kept the rules.
     */
    record ToolUse(String contentId, String toolName, String toolUseId, String content)
            implements SonicOutput {
        @Override
        public String toString() {
            return "ToolUse[%s, %s, %d characters]"
                    .formatted(toolName, toolUseId, content.length());
        }
    }

    /** A block ends. */
    record ContentEnd(String contentId, ContentType type, StopReason stopReason)
            implements SonicOutput {}

    /** The user spoke while Maya did: the text {@code { "interrupted" : true }}. */
    record Interrupted() implements SonicOutput {}

    /** Tokens used since the last such event. */
    record Usage(long inputSpeech, long inputText, long outputSpeech, long outputText)
            implements SonicOutput {}

    /** The completion ended, normally with the session. */
    record CompletionEnd() implements SonicOutput {}

    /** An event this version does not know; to be ignored and counted. */
    record Unknown(String name) implements SonicOutput {}

    /** Whose text it is. */
    enum Role {
        USER,
        ASSISTANT,
        OTHER
    }

    /** Whether a text is a plan or what was heard or said. */
    enum Stage {
        SPECULATIVE,
        FINAL
    }

    /** What a block holds. */
    enum ContentType {
        TEXT,
        AUDIO,
        TOOL,
        OTHER
    }

    /** Why a block ended. */
    enum StopReason {
        PARTIAL_TURN,
        END_TURN,
        INTERRUPTED,
        TOOL_USE,
        OTHER
    }
}
