package com.ieltsaiprep.gateway.simulation.sonic;

import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicInput.Role;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The order in which the service takes events, and what it takes once only. One stream's. */
final class InputOrder {
    private static final int HISTORY_MESSAGES = 40;
    private static final int HISTORY_BYTES = 40 * 1024;
    private static final int PIECE_BYTES = 1024;

    private enum Phase {
        NEW,
        SESSION,
        PROMPT,
        PROMPT_ENDED,
        OVER
    }

    private enum Block {
        SYSTEM,
        HISTORY,
        INTERACTIVE,
        AUDIO,
        TOOL
    }

    private final Map<String, Block> open = new LinkedHashMap<>();
    private final Set<String> toolsAwaited = new LinkedHashSet<>();
    private Phase phase = Phase.NEW;
    private String promptName = "";
    private Role lastRole = Role.ASSISTANT;
    private boolean systemSeen;
    private boolean audioSeen;
    private int messages;
    private int bytes;

    /** A tool was called; its result may come, once. */
    void toolUsed(String toolUseId) {
        toolsAwaited.add(toolUseId);
    }

    /** Whether any history came. */
    boolean hasHistory() {
        return messages > 0;
    }

    /** What is wrong with the next event; null if nothing is. */
    @Nullable String wrong(SonicInput event) {
        return switch (event) {
            case SonicInput.SessionStart _ -> unless(from(Phase.NEW, Phase.SESSION), "session");
            case SonicInput.PromptStart start -> {
                promptName = start.promptName();
                yield unless(from(Phase.SESSION, Phase.PROMPT), "prompt");
            }
            case SonicInput.TextStart start ->
                    in(start.promptName()) ? textStart(start) : "text outside a prompt";
            case SonicInput.Text text ->
                    in(text.promptName()) ? text(text) : "text outside a prompt";
            case SonicInput.AudioStart start -> unless(audioStart(start), "audio container");
            case SonicInput.Audio audio -> unless(audio(audio), "audio");
            case SonicInput.ToolResultStart start -> unless(toolStart(start), "tool result");
            case SonicInput.ToolResult result ->
                    unless(isOpen(result.contentName(), Block.TOOL), "tool result");
            case SonicInput.ContentEnd end ->
                    unless(in(end.promptName()) && open.remove(end.contentName()) != null, "end");
            case SonicInput.PromptEnd end ->
                    unless(
                            in(end.promptName())
                                    && open.isEmpty()
                                    && from(Phase.PROMPT, Phase.PROMPT_ENDED),
                            "prompt end");
            case SonicInput.SessionEnd _ ->
                    unless(from(Phase.PROMPT_ENDED, Phase.OVER), "session end");
        };
    }

    private static @Nullable String unless(boolean right, String what) {
        return right ? null : what + " out of order";
    }

    private boolean from(Phase before, Phase after) {
        boolean right = phase == before;
        phase = after;
        return right;
    }

    private boolean in(String name) {
        return phase == Phase.PROMPT && name.equals(promptName);
    }

    private boolean isOpen(String name, Block block) {
        return phase == Phase.PROMPT && open.get(name) == block;
    }

    private boolean begin(String name, Block block) {
        return open.putIfAbsent(name, block) == null;
    }

    private @Nullable String textStart(SonicInput.TextStart start) {
        boolean system = start.role() == Role.SYSTEM;
        if (system == systemSeen) {
            return "the instructions come first and once";
        }
        systemSeen = true;
        if (system) {
            return unless(begin(start.contentName(), Block.SYSTEM), "block");
        }
        if (start.interactive()) {
            boolean right =
                    start.role() == Role.USER && begin(start.contentName(), Block.INTERACTIVE);
            return unless(right, "interactive text");
        }
        if (audioSeen) {
            return "history after audio";
        }
        boolean alternates = start.role() != lastRole;
        lastRole = start.role();
        messages++;
        if (messages > HISTORY_MESSAGES || !alternates) {
            return alternates ? "too many messages of history" : "history does not alternate";
        }
        return unless(begin(start.contentName(), Block.HISTORY), "block");
    }

    private @Nullable String text(SonicInput.Text text) {
        return switch (open.get(text.contentName())) {
            case SYSTEM, INTERACTIVE -> null;
            case HISTORY -> {
                int length = text.content().getBytes(StandardCharsets.UTF_8).length;
                bytes += length;
                yield unless(length <= PIECE_BYTES && bytes <= HISTORY_BYTES, "history size");
            }
            case AUDIO, TOOL -> "text in another block";
            case null -> "text outside a block";
        };
    }

    private boolean audioStart(SonicInput.AudioStart start) {
        boolean first = systemSeen && !audioSeen && open.isEmpty();
        audioSeen = true;
        return in(start.promptName()) && first && begin(start.contentName(), Block.AUDIO);
    }

    private boolean audio(SonicInput.Audio audio) {
        boolean textOpen =
                open.containsValue(Block.SYSTEM)
                        || open.containsValue(Block.HISTORY)
                        || open.containsValue(Block.INTERACTIVE);
        return !textOpen && isOpen(audio.contentName(), Block.AUDIO);
    }

    private boolean toolStart(SonicInput.ToolResultStart start) {
        return in(start.promptName())
                && toolsAwaited.remove(start.toolUseId())
                && begin(start.contentName(), Block.TOOL);
    }
}
