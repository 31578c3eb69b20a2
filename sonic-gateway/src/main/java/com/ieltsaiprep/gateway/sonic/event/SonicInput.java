package com.ieltsaiprep.gateway.sonic.event;

import java.util.List;

/**
 * Event to Nova Sonic. The service demands this order: {@code sessionStart}, {@code promptStart},
 * the SYSTEM text, the history, then one AUDIO container for the whole stream (<a
 * href="https://docs.aws.amazon.com/nova/latest/userguide/input-events.html">Nova user guide, input
 * events</a>).
 */
public sealed interface SonicInput {

    /** Opens the session. */
    record SessionStart(int maxTokens, double topP, double temperature, Endpointing endpointing)
            implements SonicInput {}

    /** Opens the prompt: voice, output formats and tools, which cannot change later. */
    record PromptStart(String promptName, String voiceId, List<Tool> tools) implements SonicInput {
        public PromptStart {
            tools = List.copyOf(tools);
        }
    }

    /** Begins a text block; {@code interactive} text makes the model answer. */
    record TextStart(String promptName, String contentName, Role role, boolean interactive)
            implements SonicInput {}

    /** Piece of a text block, at most 1,000 bytes of UTF-8 in the history. */
    record Text(String promptName, String contentName, String content) implements SonicInput {
        @Override
        public String toString() {
            return "Text[%s, %d characters]".formatted(contentName, content.length());
        }
    }

    /** Begins the stream's one container of microphone audio: PCM16 mono at 16 kHz. */
    record AudioStart(String promptName, String contentName) implements SonicInput {}

    /** Microphone audio, PCM16 little-endian; the array is not copied and must not change. */
    record Audio(String promptName, String contentName, byte[] pcm) implements SonicInput {
        @Override
        public String toString() {
            return "Audio[%s, %d bytes]".formatted(contentName, pcm.length);
        }
    }

    /** Begins the result of a tool call. */
    record ToolResultStart(String promptName, String contentName, String toolUseId)
            implements SonicInput {}

    /** Result of a tool call. */
    record ToolResult(String promptName, String contentName, String json) implements SonicInput {
        @Override
        public String toString() {
            return "ToolResult[%s, %d characters]".formatted(contentName, json.length());
        }
    }

    /** Ends a content block: text, audio or tool result. */
    record ContentEnd(String promptName, String contentName) implements SonicInput {}

    /** Ends the prompt. */
    record PromptEnd(String promptName) implements SonicInput {}

    /** Ends the session; the last event. */
    record SessionEnd() implements SonicInput {}

    /** Speaker of a text. */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** Endpointing sensitivity: a pause of 1.5 s, 1.75 s or 2.0 s ends the user's turn. */
    enum Endpointing {
        HIGH,
        MEDIUM,
        LOW
    }

    /**
     * Tool that the model may call.
     *
     * @param inputSchema JSON Schema of its argument, as JSON text
     */
    record Tool(String name, String description, String inputSchema) {}
}
