package com.ieltsaiprep.gateway.sonic.event;

import java.util.List;

/**
 * Event that the gateway sends to Nova Sonic. Nova Sonic demands this order: {@code sessionStart},
 * {@code promptStart}, instructions as SYSTEM text, the history (what was said so far), then one
 * AUDIO block for the whole stream (<a
 * href="https://docs.aws.amazon.com/nova/latest/nova2-userguide/sonic-input-events.html">Nova 2
 * user guide, input events</a>).
 */
public sealed interface SonicInput {

    /**
     * Event {@code sessionStart}: opens the session, as the first event of a stream.
     *
     * @param maxTokens maximum length of a reply, tokens
     * @param topP nucleus sampling, 0 to 1
     * @param temperature randomness of sampling, 0 to 1
     * @param endpointing length of the pause that ends the user's turn
     */
    record SessionStart(int maxTokens, double topP, double temperature, Endpointing endpointing)
            implements SonicInput {}

    /**
     * Event {@code promptStart}: sets voice, output formats and tools, which cannot change later in
     * the stream.
     *
     * @param promptName name of the prompt, which the later events of the stream repeat
     * @param voiceId Nova Sonic's name of the voice, such as {@code amy}
     * @param tools tools that the model may call; copied; empty for none
     */
    record PromptStart(String promptName, String voiceId, List<Tool> tools) implements SonicInput {
        public PromptStart {
            tools = List.copyOf(tools);
        }
    }

    /**
     * Event {@code contentStart} of type TEXT: begins a block of text for the model.
     *
     * @param promptName name of the stream's prompt
     * @param contentName name of the block, unique in the stream
     * @param role speaker of the text
     * @param interactive whether the text makes the model answer
     */
    record TextStart(String promptName, String contentName, Role role, boolean interactive)
            implements SonicInput {}

    /**
     * Event {@code textInput}: a piece of a block of text. In the history a piece has at most 1 KB
     * (<a
     * href="https://docs.aws.amazon.com/nova/latest/nova2-userguide/sonic-chat-history.html">Nova 2
     * user guide, chat history</a>).
     *
     * @param promptName name of the stream's prompt
     * @param contentName name of the block
     * @param content the text
     */
    record Text(String promptName, String contentName, String content) implements SonicInput {
        @Override
        public String toString() {
            return "Text[%s, %d characters]".formatted(contentName, content.length());
        }
    }

    /**
     * Event {@code contentStart} of type AUDIO: begins the stream's only block of microphone audio,
     * PCM16 mono at 16 kHz.
     *
     * @param promptName name of the stream's prompt
     * @param contentName name of the block, unique in the stream
     */
    record AudioStart(String promptName, String contentName) implements SonicInput {}

    /**
     * Event {@code audioInput}: a piece of microphone audio.
     *
     * @param promptName name of the stream's prompt
     * @param contentName name of the block of audio
     * @param pcm PCM16 little-endian mono at 16 kHz; not copied, so it must not be changed
     */
    record Audio(String promptName, String contentName, byte[] pcm) implements SonicInput {
        @Override
        public String toString() {
            return "Audio[%s, %d bytes]".formatted(contentName, pcm.length);
        }
    }

    /**
     * Event {@code contentStart} of type TOOL: begins the block with the result of a tool call.
     *
     * @param promptName name of the stream's prompt
     * @param contentName name of the block, unique in the stream
     * @param toolUseId id of the call, from {@link SonicOutput.ToolUse}
     */
    record ToolResultStart(String promptName, String contentName, String toolUseId)
            implements SonicInput {}

    /**
     * Event {@code toolResult}: the result of a tool call of the model.
     *
     * @param promptName name of the stream's prompt
     * @param contentName name of the block
     * @param json the result, as JSON text
     */
    record ToolResult(String promptName, String contentName, String json) implements SonicInput {
        @Override
        public String toString() {
            return "ToolResult[%s, %d characters]".formatted(contentName, json.length());
        }
    }

    /**
     * Event {@code contentEnd}: ends a block, which holds text, audio or a tool result.
     *
     * @param promptName name of the stream's prompt
     * @param contentName name of the block
     */
    record ContentEnd(String promptName, String contentName) implements SonicInput {}

    /** Event {@code promptEnd}: ends the prompt of a stream, after all its blocks. */
    record PromptEnd(String promptName) implements SonicInput {}

    /** Event {@code sessionEnd}: ends the session, as the last event of a stream. */
    record SessionEnd() implements SonicInput {}

    /**
     * Speaker of a text for the model: instructions ({@code SYSTEM}), the candidate ({@code USER})
     * or the examiner ({@code ASSISTANT}).
     */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /**
     * Endpointing sensitivity: the pause that ends the user's turn, {@code HIGH} 1.5 s, {@code
     * MEDIUM} 1.75 s, {@code LOW} 2 s (<a
     * href="https://docs.aws.amazon.com/nova/latest/nova2-userguide/sonic-turn-taking.html">Nova 2
     * user guide, turn-taking</a>).
     */
    enum Endpointing {
        HIGH,
        MEDIUM,
        LOW
    }

    /**
     * Tool that the model may call during a conversation.
     *
     * @param name name of the tool, which a call repeats
     * @param description purpose of the tool, by which the model decides when to call it
     * @param inputSchema JSON Schema of the tool's argument, as JSON text
     */
    record Tool(String name, String description, String inputSchema) {}
}
