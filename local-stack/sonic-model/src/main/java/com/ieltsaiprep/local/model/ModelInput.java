package com.ieltsaiprep.local.model;

/**
 * Input event of the client on a stream of Nova Sonic (Nova user guide, input events).
 *
 * <p>Names and texts are as the client sent them, empty where they are missing; {@link InputRules}
 * decides whether the event is valid.
 */
public sealed interface ModelInput {
    /**
     * Start of the session.
     *
     * @param endpointingSensitivity {@code HIGH}, {@code MEDIUM} or {@code LOW}; empty if the
     *     client sent none
     */
    record SessionStart(
            int maxTokens, double topP, double temperature, String endpointingSensitivity)
            implements ModelInput {}

    /**
     * Start of the prompt.
     *
     * @param hasTools whether the prompt declares tools
     */
    record PromptStart(String promptName, AudioFormat output, String voiceId, boolean hasTools)
            implements ModelInput {}

    /**
     * Start of a text block.
     *
     * @param role {@code SYSTEM}, {@code USER} or {@code ASSISTANT}
     */
    record TextStart(String promptName, String contentName, String role, boolean interactive)
            implements ModelInput {}

    /** Start of the audio block. */
    record AudioStart(String promptName, String contentName, String role, AudioFormat format)
            implements ModelInput {}

    /** Start of a block with the result of a tool. */
    record ToolResultStart(String promptName, String contentName, String toolUseId)
            implements ModelInput {}

    /** Text of a text block. */
    record Text(String promptName, String contentName, String content) implements ModelInput {
        @Override
        public String toString() {
            return "Text[%s, %d characters]".formatted(contentName, content.length());
        }
    }

    /**
     * Audio of the user.
     *
     * @param pcm PCM16 mono, little-endian; not copied
     */
    record Audio(String promptName, String contentName, byte[] pcm) implements ModelInput {
        @Override
        public String toString() {
            return "Audio[%s, %d bytes]".formatted(contentName, pcm.length);
        }
    }

    /**
     * Result of a tool.
     *
     * @param isJsonObject whether the content is one JSON object
     */
    record ToolResult(String promptName, String contentName, String content, boolean isJsonObject)
            implements ModelInput {
        @Override
        public String toString() {
            return "ToolResult[%s, %d characters]".formatted(contentName, content.length());
        }
    }

    /** End of a block. */
    record ContentEnd(String promptName, String contentName) implements ModelInput {}

    /** End of the prompt. */
    record PromptEnd(String promptName) implements ModelInput {}

    /** End of the session. */
    record SessionEnd() implements ModelInput {}

    /** Event that cannot be read, or has a field of the wrong type. */
    record Malformed() implements ModelInput {}

    /**
     * Format of audio.
     *
     * @param mediaType {@code audio/lpcm} if valid
     * @param sampleRate samples per second, Hz
     * @param sampleBits bits per sample
     * @param encoding {@code base64} if valid
     */
    record AudioFormat(
            String mediaType, int sampleRate, int sampleBits, int channels, String encoding) {
        /** Returns the format PCM16 mono in base64 at a sample rate. */
        public static AudioFormat pcm16(int sampleRate) {
            return new AudioFormat("audio/lpcm", sampleRate, 16, 1, "base64");
        }
    }
}
