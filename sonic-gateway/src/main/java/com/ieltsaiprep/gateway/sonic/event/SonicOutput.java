package com.ieltsaiprep.gateway.sonic.event;

/**
 * Event that Nova Sonic sends to the gateway (<a
 * href="https://docs.aws.amazon.com/nova/latest/nova2-userguide/sonic-output-events.html">Nova 2
 * user guide, output events</a>). Fields and events that this version does not know are not errors.
 */
public sealed interface SonicOutput {
    /**
     * Returns whether the event reports a barge-in: the user spoke over the model's reply. Nova
     * Sonic reports one barge-in with up to three events.
     */
    default boolean isInterruption() {
        return this instanceof Interrupted
                || (this instanceof ContentEnd end && end.stopReason() == StopReason.INTERRUPTED);
    }

    /**
     * Event {@code completionStart}: the model begins to answer. One completion may span many
     * turns.
     *
     * @param completionId id of the completion
     */
    record CompletionStart(String completionId) implements SonicOutput {}

    /**
     * Event {@code contentStart} of type TEXT: begins a block of text, which is a transcript or the
     * model's planned words.
     *
     * @param contentId id of the block
     * @param role speaker of the text
     * @param stage whether the text is planned, or was spoken or heard
     */
    record TextStart(String contentId, Role role, Stage stage) implements SonicOutput {}

    /**
     * Event {@code textOutput}: a piece of a block of text.
     *
     * @param contentId id of the block
     * @param role speaker of the text
     * @param content what was said; empty if the whole text was the machine's, such as a leaked
     *     tool call
     */
    record Text(String contentId, Role role, String content) implements SonicOutput {
        @Override
        public String toString() {
            return "Text[%s, %s, %d characters]".formatted(contentId, role, content.length());
        }
    }

    /**
     * Event {@code contentStart} of type AUDIO: begins a block of the examiner's speech.
     *
     * @param contentId id of the block
     */
    record AudioStart(String contentId) implements SonicOutput {}

    /**
     * Event {@code audioOutput}: a piece of the examiner's speech.
     *
     * @param contentId id of the block
     * @param pcm PCM16 little-endian mono at 24 kHz, decoded from base64
     */
    record Audio(String contentId, byte[] pcm) implements SonicOutput {
        @Override
        public String toString() {
            return "Audio[%s, %d bytes]".formatted(contentId, pcm.length);
        }
    }

    /**
     * Event {@code contentStart} of type TOOL: begins a block with a tool call of the model.
     *
     * @param contentId id of the block
     */
    record ToolStart(String contentId) implements SonicOutput {}

    /**
     * Event {@code toolUse}: a tool call of the model.
     *
     * @param contentId id of the block
     * @param toolName name of the tool
     * @param toolUseId id of the call, which the tool's result repeats
     * @param content argument of the call: JSON, if the model followed the tool's schema
     */
    record ToolUse(String contentId, String toolName, String toolUseId, String content)
            implements SonicOutput {
        @Override
        public String toString() {
            return "ToolUse[%s, %s, %d characters]"
                    .formatted(toolName, toolUseId, content.length());
        }
    }

    /**
     * Event contentEnd: ends a block, which holds text, audio or a tool call.
     *
     * @param contentId id of the block
     * @param type kind of content of the block
     * @param stopReason reason for the end of the block
     */
    record ContentEnd(String contentId, ContentType type, StopReason stopReason)
            implements SonicOutput {}

    /**
     * Event {@code textOutput} that reports a barge-in: the user spoke over the model's reply. Its
     * text is {@code { "interrupted" : true }}.
     */
    record Interrupted() implements SonicOutput {}

    /**
     * Event {@code usageEvent}: tokens used since the previous such event of the stream.
     *
     * @param inputSpeech tokens of speech that the model received
     * @param inputText tokens of text that the model received
     * @param outputSpeech tokens of speech that the model generated
     * @param outputText tokens of text that the model generated
     */
    record Usage(long inputSpeech, long inputText, long outputSpeech, long outputText)
            implements SonicOutput {}

    /**
     * Event {@code userSpeechStart}, which AWS does not document: the user begins to speak.
     *
     * @param offsetMs position of the speech in the stream's audio, ms; 0 if missing
     */
    record SpeechStart(long offsetMs) implements SonicOutput {}

    /**
     * Event {@code userSpeechEnd}, which AWS does not document: the user's turn has ended.
     *
     * @param offsetMs position of the end of the speech in the stream's audio, ms; 0 if missing
     * @param detectionOffsetMs position at which the end was detected, ms; 0 if missing
     */
    record SpeechEnd(long offsetMs, long detectionOffsetMs) implements SonicOutput {}

    /** Event {@code completionEnd}: ends the completion, normally together with the session. */
    record CompletionEnd() implements SonicOutput {}

    /**
     * Event whose type this version does not know; the event is counted and otherwise ignored.
     *
     * @param name type of the event, cut to 64 characters
     */
    record Unknown(String name) implements SonicOutput {}

    /**
     * Speaker of a text from Nova Sonic: the candidate ({@code USER}) or the examiner ({@code
     * ASSISTANT}); {@code OTHER} if missing or unknown to this version.
     */
    enum Role {
        USER,
        ASSISTANT,
        OTHER
    }

    /**
     * Generation stage of a text: planned by the model ({@code SPECULATIVE}), or a transcript of
     * what was spoken or heard ({@code FINAL}).
     */
    enum Stage {
        SPECULATIVE,
        FINAL
    }

    /** Type of the content of a block; {@code OTHER} if missing or unknown to this version. */
    enum ContentType {
        TEXT,
        AUDIO,
        TOOL,
        OTHER
    }

    /**
     * Reason for which Nova Sonic ended a content block; {@code OTHER} if missing or unknown to
     * this version.
     */
    enum StopReason {
        PARTIAL_TURN,
        END_TURN,
        INTERRUPTED,
        TOOL_USE,
        OTHER
    }
}
