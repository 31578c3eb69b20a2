package com.ieltsaiprep.gateway.sonic.event;

import java.util.List;

/**
 * An event to Nova Sonic, in the order that the service demands: {@code sessionStart}, {@code
 * promptStart}, the SYSTEM text, the history, then one AUDIO container for the whole stream (<a
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

    /** Begins a block of text; {@code interactive} text makes the model answer. */
    record TextStart(String promptName, String contentName, Role role, boolean interactive)
            implements SonicInput {}

    /** A piece of a block of text, at most 1,000 bytes of UTF-8 in the history. */
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

    /** Begins the answer to a tool use. */
    record ToolResultStart(String promptName, String contentName, String toolUseId)
            implements SonicInput {}

    /** The answer to a tool use. */
    record ToolResult(String promptName, String contentName, String json) implements SonicInput {
        @Override
        public String toString() {
            return "ToolResult[%s, %d characters]".formatted(contentName, json.length());
        }
    }

    /** Ends a block of text, audio or tool result. */
    record ContentEnd(String promptName, String contentName) implements SonicInput {}

    /** Ends the prompt. */
    record PromptEnd(String promptName) implements SonicInput {}

    /** Ends the session; the last event. */
    record SessionEnd() implements SonicInput {}

    /** Who a text is from. */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** How long a pause ends the user's turn: 1.5 s, 1.75 s or 2.0 s. */
    enum Endpointing {
        HIGH,
        MEDIUM,
        LOW
    }

    /**
     * A tool that the model may call.
     *
     * @param inputSchema JSON Schema of its argument, as JSON text
     */
    record Tool(String name, String description, String inputSchema) {}
}
