package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicInput.Role;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Validator of the order and number of input events on one stream, as the service enforces them.
 */
final class InputOrderValidator {
    private static final int MAX_HISTORY_MESSAGES = 40;
    private static final int MAX_HISTORY_BYTES = 40 * 1024;
    private static final int MAX_TEXT_BYTES = 1024;

    private enum Phase {
        NEW,
        SESSION,
        PROMPT,
        PROMPT_ENDED,
        CLOSED
    }

    private enum Block {
        SYSTEM,
        HISTORY,
        INTERACTIVE,
        AUDIO,
        TOOL
    }

    private final Map<String, Block> openBlocks = new LinkedHashMap<>();
    private final Set<String> pendingToolUses = new LinkedHashSet<>();
    private Phase phase = Phase.NEW;
    private String promptName = "";
    private Role lastRole = Role.ASSISTANT;
    private boolean systemSeen;
    private boolean audioSeen;
    private int messages;
    private int bytes;

    /** Allows one result for this tool use. */
    void expectToolResult(String toolUseId) {
        pendingToolUses.add(toolUseId);
    }

    boolean hasHistory() {
        return messages > 0;
    }

    /** Returns why the service refuses the next event; null if it accepts it. */
    @Nullable String violation(SonicInput event) {
        return switch (event) {
            case SonicInput.SessionStart _ ->
                    errorUnless(advance(Phase.NEW, Phase.SESSION), "session");
            case SonicInput.PromptStart start -> {
                promptName = start.promptName();
                yield errorUnless(advance(Phase.SESSION, Phase.PROMPT), "prompt");
            }
            case SonicInput.TextStart start ->
                    isInPrompt(start.promptName()) ? textStart(start) : "text outside a prompt";
            case SonicInput.Text text ->
                    isInPrompt(text.promptName()) ? text(text) : "text outside a prompt";
            case SonicInput.AudioStart start -> errorUnless(audioStart(start), "audio container");
            case SonicInput.Audio audio -> errorUnless(audio(audio), "audio");
            case SonicInput.ToolResultStart start -> errorUnless(toolStart(start), "tool result");
            case SonicInput.ToolResult result ->
                    errorUnless(isOpen(result.contentName(), Block.TOOL), "tool result");
            case SonicInput.ContentEnd end ->
                    errorUnless(
                            isInPrompt(end.promptName())
                                    && openBlocks.remove(end.contentName()) != null,
                            "end");
            case SonicInput.PromptEnd end ->
                    errorUnless(
                            isInPrompt(end.promptName())
                                    && openBlocks.isEmpty()
                                    && advance(Phase.PROMPT, Phase.PROMPT_ENDED),
                            "prompt end");
            case SonicInput.SessionEnd _ ->
                    errorUnless(advance(Phase.PROMPT_ENDED, Phase.CLOSED), "session end");
        };
    }

    private static @Nullable String errorUnless(boolean valid, String subject) {
        return valid ? null : subject + " out of order";
    }

    private boolean advance(Phase before, Phase after) {
        boolean valid = phase == before;
        phase = after;
        return valid;
    }

    private boolean isInPrompt(String name) {
        return phase == Phase.PROMPT && name.equals(promptName);
    }

    private boolean isOpen(String name, Block block) {
        return phase == Phase.PROMPT && openBlocks.get(name) == block;
    }

    private boolean openBlock(String name, Block block) {
        return openBlocks.putIfAbsent(name, block) == null;
    }

    private @Nullable String textStart(SonicInput.TextStart start) {
        boolean system = start.role() == Role.SYSTEM;
        if (system == systemSeen) {
            return "the instructions come first and once";
        }
        systemSeen = true;
        if (system) {
            return errorUnless(openBlock(start.contentName(), Block.SYSTEM), "block");
        }
        if (start.interactive()) {
            boolean valid =
                    start.role() == Role.USER && openBlock(start.contentName(), Block.INTERACTIVE);
            return errorUnless(valid, "interactive text");
        }
        if (audioSeen) {
            return "history after audio";
        }
        boolean alternates = start.role() != lastRole;
        lastRole = start.role();
        messages++;
        if (messages > MAX_HISTORY_MESSAGES || !alternates) {
            return alternates ? "too many messages of history" : "history does not alternate";
        }
        return errorUnless(openBlock(start.contentName(), Block.HISTORY), "block");
    }

    private @Nullable String text(SonicInput.Text text) {
        return switch (openBlocks.get(text.contentName())) {
            case SYSTEM, INTERACTIVE -> null;
            case HISTORY -> {
                int length = text.content().getBytes(StandardCharsets.UTF_8).length;
                bytes += length;
                yield errorUnless(
                        length <= MAX_TEXT_BYTES && bytes <= MAX_HISTORY_BYTES, "history size");
            }
            case AUDIO, TOOL -> "text in another block";
            case null -> "text outside a block";
        };
    }

    private boolean audioStart(SonicInput.AudioStart start) {
        boolean first = systemSeen && !audioSeen && openBlocks.isEmpty();
        audioSeen = true;
        return isInPrompt(start.promptName())
                && first
                && openBlock(start.contentName(), Block.AUDIO);
    }

    private boolean audio(SonicInput.Audio audio) {
        boolean textOpen =
                openBlocks.containsValue(Block.SYSTEM)
                        || openBlocks.containsValue(Block.HISTORY)
                        || openBlocks.containsValue(Block.INTERACTIVE);
        return !textOpen && isOpen(audio.contentName(), Block.AUDIO);
    }

    private boolean toolStart(SonicInput.ToolResultStart start) {
        return isInPrompt(start.promptName())
                && pendingToolUses.remove(start.toolUseId())
                && openBlock(start.contentName(), Block.TOOL);
    }
}
