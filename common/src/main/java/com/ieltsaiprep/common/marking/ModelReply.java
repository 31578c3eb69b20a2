package com.ieltsaiprep.common.marking;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Model reply: the content of one answer of a model, unchecked.
 *
 * @param stopReason reason why the model stopped, in the words of Bedrock's Converse API
 * @param blocks content in the order of the reply
 * @param inputTokens tokens read
 * @param outputTokens tokens written
 */
public record ModelReply(String stopReason, List<Block> blocks, int inputTokens, int outputTokens) {
    /** Creates a reply of copied blocks. */
    public ModelReply {
        blocks = List.copyOf(blocks);
    }

    /** Returns the reason and the lengths only, never the content. */
    @Override
    public String toString() {
        return "ModelReply[%s, %d blocks]".formatted(stopReason, blocks.size());
    }

    /** Content block: prose, or the call of a tool. */
    public sealed interface Block {
        /**
         * Prose of the model.
         *
         * @param text the prose
         */
        public record Text(String text) implements Block {
            /** Returns the length only. */
            @Override
            public String toString() {
                return "Text[" + text.length() + " chars]";
            }
        }

        /**
         * Call of a tool.
         *
         * @param name name of the tool
         * @param input the tool's input as plain JSON values (see {@link
         *     com.ieltsaiprep.common.Json})
         */
        public record ToolUse(String name, Map<String, @Nullable Object> input) implements Block {
            /** Returns the names of the members only. */
            @Override
            public String toString() {
                return "ToolUse[" + input.size() + " members]";
            }
        }
    }
}
