package com.ieltsaiprep.local.model;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Input rules: check the order and form of a stream's events as Nova Sonic does. Not thread-safe.
 *
 * <p>Sources: Nova user guide, input events; the messages as the service sends them.
 */
public final class InputRules {
    /** Message of the service for an event that is out of order or has an invalid field. */
    public static final String INVALID =
            "Invalid input request, please fix your input and try again.";

    /** Message of the service for a message of the history after the first audio. */
    public static final String HISTORY_LATE =
            "Chat history should be sent completely before streaming audio.";

    /** Message of the service for a history with too many messages or bytes. */
    public static final String HISTORY_LONG = "Chat history is over max limit";

    /** Message of the service for a tool result that is not a JSON object. */
    public static final String TOOL_RESULT_BROKEN = "Tool Response parsing error";

    private static final int MAX_TOKENS = 10_000;
    private static final int HISTORY_MESSAGES = 40;
    private static final int HISTORY_BYTES = 40 * 1024;
    private static final int HISTORY_TEXT_BYTES = 1024;
    private static final int SYSTEM_TEXT_BYTES = 32 * 1024;
    private static final Set<Integer> RATES = Set.of(8_000, 16_000, 24_000);
    private static final Set<String> SENSITIVITIES = Set.of("", "HIGH", "MEDIUM", "LOW");
    private static final Set<String> TEXT_ROLES = Set.of("SYSTEM", "USER", "ASSISTANT");
    private static final Set<String> VOICES =
            Set.of(
                    "matthew",
                    "tiffany",
                    "amy",
                    "olivia",
                    "lupe",
                    "carlos",
                    "ambre",
                    "florian",
                    "tina",
                    "lennart",
                    "beatrice",
                    "lorenzo",
                    "carolina",
                    "leo",
                    "kiara",
                    "arjun");

    private enum Phase {
        NEW,
        SESSION,
        PROMPT,
        PROMPT_ENDED,
        SESSION_ENDED
    }

    private enum Block {
        SYSTEM,
        HISTORY,
        INTERACTIVE,
        AUDIO,
        TOOL
    }

    private final Forms forms;
    private final Map<String, Block> open = new HashMap<>();

    /** Tool calls whose result may begin. */
    private final Set<String> expectedResults = new HashSet<>();

    /** Tool calls whose result has not ended. */
    private int owedResults;

    private boolean isAudioRefused;

    private Phase phase = Phase.NEW;
    private String promptName = "";
    private String lastRole = "ASSISTANT";
    private boolean systemSeen;
    private boolean audioSeen;
    private int messages;
    private int bytes;

    InputRules(Forms forms) {
        this.forms = forms;
    }

    /** Notes that the model called a tool, whose result may now come. */
    void onToolUse(String toolUseId) {
        expectedResults.add(toolUseId);
        owedResults++;
    }

    /** Refuses audio from now on until the results that are owed now have ended. */
    void refuseAudio() {
        isAudioRefused = owedResults > 0;
    }

    boolean hasHistory() {
        return messages > 0;
    }

    /**
     * Checks the next event.
     *
     * @return null if it is valid, else the message of the {@code validationException}
     */
    @Nullable String violation(ModelInput event) {
        return switch (event) {
            case ModelInput.SessionStart start -> invalidUnless(sessionStart(start));
            case ModelInput.PromptStart start -> invalidUnless(promptStart(start));
            case ModelInput.TextStart start ->
                    inPrompt(start.promptName()) && isNew(start.contentName())
                            ? textStart(start)
                            : INVALID;
            case ModelInput.AudioStart start ->
                    invalidUnless(
                            inPrompt(start.promptName())
                                    && isNew(start.contentName())
                                    && audioStart(start));
            case ModelInput.ToolResultStart start ->
                    invalidUnless(
                            inPrompt(start.promptName())
                                    && isNew(start.contentName())
                                    && toolResultStart(start));
            case ModelInput.Text text -> inPrompt(text.promptName()) ? text(text) : INVALID;
            case ModelInput.Audio audio -> inPrompt(audio.promptName()) ? audio(audio) : INVALID;
            case ModelInput.ToolResult result ->
                    inPrompt(result.promptName()) ? toolResult(result) : INVALID;
            case ModelInput.ContentEnd end ->
                    invalidUnless(inPrompt(end.promptName()) && contentEnd(end));
            case ModelInput.PromptEnd end ->
                    invalidUnless(
                            inPrompt(end.promptName())
                                    && open.isEmpty()
                                    && enter(Phase.PROMPT_ENDED));
            case ModelInput.SessionEnd _ ->
                    invalidUnless(phase == Phase.PROMPT_ENDED && enter(Phase.SESSION_ENDED));
            case ModelInput.Malformed _ -> INVALID;
        };
    }

    private static @Nullable String invalidUnless(boolean isValid) {
        return isValid ? null : INVALID;
    }

    private boolean enter(Phase next) {
        phase = next;
        return true;
    }

    private boolean inPrompt(String name) {
        return phase == Phase.PROMPT && name.equals(promptName);
    }

    private boolean isNew(String contentName) {
        return !contentName.isEmpty() && !open.containsKey(contentName);
    }

    private boolean begin(String contentName, Block block) {
        open.put(contentName, block);
        return true;
    }

    private boolean sessionStart(ModelInput.SessionStart start) {
        return phase == Phase.NEW
                && start.maxTokens() >= 1
                && start.maxTokens() <= MAX_TOKENS
                && isFraction(start.topP())
                && isFraction(start.temperature())
                && SENSITIVITIES.contains(start.endpointingSensitivity())
                && enter(Phase.SESSION);
    }

    private static boolean isFraction(double value) {
        return value >= 0 && value <= 1;
    }

    private boolean promptStart(ModelInput.PromptStart start) {
        promptName = start.promptName();
        return phase == Phase.SESSION
                && !promptName.isEmpty()
                && isPcm16(start.output())
                && VOICES.contains(start.voiceId())
                && enter(Phase.PROMPT);
    }

    private static boolean isPcm16(ModelInput.AudioFormat format) {
        return RATES.contains(format.sampleRate())
                && format.equals(ModelInput.AudioFormat.pcm16(format.sampleRate()));
    }

    private boolean audioStart(ModelInput.AudioStart start) {
        boolean isFirst = systemSeen && !audioSeen && open.isEmpty();
        audioSeen = true;
        return isFirst && isPcm16(start.format()) && begin(start.contentName(), Block.AUDIO);
    }

    private boolean toolResultStart(ModelInput.ToolResultStart start) {
        boolean isExpected =
                forms.has(Form.SECOND_TOOL_RESULT_ACCEPTED)
                        ? expectedResults.contains(start.toolUseId())
                        : expectedResults.remove(start.toolUseId());
        return isExpected && begin(start.contentName(), Block.TOOL);
    }

    private @Nullable String textStart(ModelInput.TextStart start) {
        String role = start.role();
        // The system prompt is the first block, and only that.
        if (!TEXT_ROLES.contains(role) || role.equals("SYSTEM") == systemSeen) {
            return INVALID;
        }
        if (role.equals("SYSTEM")) {
            systemSeen = true;
            return invalidUnless(begin(start.contentName(), Block.SYSTEM));
        }
        if (start.interactive()) {
            return invalidUnless(
                    role.equals("USER") && begin(start.contentName(), Block.INTERACTIVE));
        }
        if (audioSeen) {
            return HISTORY_LATE;
        }
        if (++messages > HISTORY_MESSAGES) {
            return HISTORY_LONG;
        }
        boolean alternates = !role.equals(lastRole);
        lastRole = role;
        return invalidUnless(alternates && begin(start.contentName(), Block.HISTORY));
    }

    private @Nullable String text(ModelInput.Text text) {
        int length = text.content().getBytes(StandardCharsets.UTF_8).length;
        return switch (open.get(text.contentName())) {
            case SYSTEM -> invalidUnless(length <= SYSTEM_TEXT_BYTES);
            case INTERACTIVE -> null;
            case HISTORY -> {
                bytes += length;
                boolean fits = length <= HISTORY_TEXT_BYTES && bytes <= HISTORY_BYTES;
                yield fits ? null : HISTORY_LONG;
            }
            case AUDIO, TOOL -> INVALID;
            case null -> INVALID;
        };
    }

    private @Nullable String audio(ModelInput.Audio audio) {
        if (open.containsValue(Block.SYSTEM)
                || open.containsValue(Block.HISTORY)
                || open.containsValue(Block.INTERACTIVE)) {
            return HISTORY_LATE;
        }
        return invalidUnless(
                !isAudioRefused
                        && open.get(audio.contentName()) == Block.AUDIO
                        && audio.pcm().length % 2 == 0);
    }

    private @Nullable String toolResult(ModelInput.ToolResult result) {
        if (open.get(result.contentName()) != Block.TOOL) {
            return INVALID;
        }
        return result.isJsonObject() || forms.has(Form.TOOL_PROSE_ACCEPTED)
                ? null
                : TOOL_RESULT_BROKEN;
    }

    private boolean contentEnd(ModelInput.ContentEnd end) {
        Block block = open.remove(end.contentName());
        if (block == Block.TOOL && owedResults > 0) {
            owedResults--;
            isAudioRefused &= owedResults > 0;
        }
        return block != null;
    }
}
