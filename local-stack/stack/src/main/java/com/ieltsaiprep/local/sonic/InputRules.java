package com.ieltsaiprep.local.sonic;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.JsonValues;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
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
final class InputRules {
    static final String INVALID = "Invalid input request, please fix your input and try again.";
    static final String HISTORY_LATE =
            "Chat history should be sent completely before streaming audio.";
    static final String HISTORY_LONG = "Chat history is over max limit";
    static final String TOOL_RESULT_BROKEN = "Tool Response parsing error";

    private static final int HISTORY_MESSAGES = 40;
    private static final int HISTORY_BYTES = 40 * 1024;
    private static final int HISTORY_TEXT_BYTES = 1024;
    private static final int SYSTEM_TEXT_BYTES = 32 * 1024;
    private static final Set<Integer> RATES = Set.of(8_000, 16_000, 24_000);
    private static final Set<String> PAUSES = Set.of("HIGH", "MEDIUM", "LOW");
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

    private final Map<String, Block> open = new HashMap<>();
    private final Set<String> pendingTools = new HashSet<>();
    private Phase phase = Phase.NEW;
    private String promptName = "";
    private String lastRole = "ASSISTANT";
    private boolean systemSeen;
    private boolean audioSeen;
    private int messages;
    private int bytes;

    /** Notes that the model called a tool, whose result may now come. */
    void onToolUse(String toolUseId) {
        pendingTools.add(toolUseId);
    }

    /**
     * Checks the next event.
     *
     * @return null if it is valid, else the message of the {@code validationException}
     */
    @Nullable String violation(InputEvent event) {
        return switch (event.kind()) {
            case SESSION_START -> invalidUnless(sessionStart(event.body()));
            case PROMPT_START -> invalidUnless(promptStart(event));
            case CONTENT_START -> inPrompt(event) ? contentStart(event) : INVALID;
            case TEXT_INPUT -> inPrompt(event) ? textInput(event) : INVALID;
            case AUDIO_INPUT -> inPrompt(event) ? audioInput(event) : INVALID;
            case TOOL_RESULT -> inPrompt(event) ? toolResult(event) : INVALID;
            case CONTENT_END -> invalidUnless(inPrompt(event) && contentEnd(event));
            case PROMPT_END ->
                    invalidUnless(inPrompt(event) && open.isEmpty() && enter(Phase.PROMPT_ENDED));
            case SESSION_END ->
                    invalidUnless(phase == Phase.PROMPT_ENDED && enter(Phase.SESSION_ENDED));
            case UNKNOWN -> INVALID;
        };
    }

    private static @Nullable String invalidUnless(boolean isValid) {
        return isValid ? null : INVALID;
    }

    private boolean enter(Phase next) {
        phase = next;
        return true;
    }

    private boolean inPrompt(InputEvent event) {
        return phase == Phase.PROMPT && event.promptName().equals(promptName);
    }

    private boolean sessionStart(JsonNode body) {
        JsonNode inference = body.path("inferenceConfiguration");
        JsonNode detection = body.path("turnDetectionConfiguration");
        int maxTokens = inference.path("maxTokens").asInt(1024);
        return phase == Phase.NEW
                && maxTokens >= 1
                && maxTokens <= 10_000
                && fraction(inference.path("topP"))
                && fraction(inference.path("temperature"))
                && !body.has("endpointingSensitivity")
                && (detection.isMissingNode()
                        || PAUSES.contains(detection.path("endpointingSensitivity").asText()))
                && enter(Phase.SESSION);
    }

    private static boolean fraction(JsonNode value) {
        return value.isMissingNode() || (value.asDouble(-1) >= 0 && value.asDouble() <= 1);
    }

    private boolean promptStart(InputEvent event) {
        JsonNode audio = event.body().path("audioOutputConfiguration");
        promptName = event.promptName();
        return phase == Phase.SESSION
                && !promptName.isEmpty()
                && linearPcm(audio)
                && VOICES.contains(audio.path("voiceId").asText())
                && toolsReadable(event.body().path("toolConfiguration").path("tools"))
                && enter(Phase.PROMPT);
    }

    private static boolean linearPcm(JsonNode audio) {
        return audio.path("mediaType").asText().equals("audio/lpcm")
                && RATES.contains(audio.path("sampleRateHertz").asInt())
                && audio.path("sampleSizeBits").asInt() == 16
                && audio.path("channelCount").asInt() == 1
                && audio.path("encoding").asText("base64").equals("base64");
    }

    /** Checks that each tool's schema is JSON within a JSON string. */
    private static boolean toolsReadable(JsonNode tools) {
        for (JsonNode tool : tools) {
            JsonNode spec = tool.path("toolSpec");
            if (spec.path("name").asText().isEmpty()
                    || !isJson(spec.path("inputSchema").path("json").asText())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isJson(String text) {
        try {
            return JsonValues.read(text.getBytes(StandardCharsets.UTF_8)).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private @Nullable String contentStart(InputEvent event) {
        String name = event.contentName();
        if (name.isEmpty() || open.containsKey(name)) {
            return INVALID;
        }
        return switch (event.text("type")) {
            case "TEXT" -> textStart(event, event.text("role"));
            case "AUDIO" -> {
                boolean first = systemSeen && !audioSeen && open.isEmpty();
                audioSeen = true;
                yield invalidUnless(
                        first
                                && linearPcm(event.body().path("audioInputConfiguration"))
                                && begin(name, Block.AUDIO));
            }
            case "TOOL" -> {
                JsonNode result = event.body().path("toolResultInputConfiguration");
                boolean isExpected = pendingTools.remove(result.path("toolUseId").asText());
                yield invalidUnless(isExpected && begin(name, Block.TOOL));
            }
            default -> INVALID;
        };
    }

    private boolean begin(String name, Block block) {
        open.put(name, block);
        return true;
    }

    private @Nullable String textStart(InputEvent event, String role) {
        // The system prompt is the first block, and only that.
        if (!TEXT_ROLES.contains(role) || role.equals("SYSTEM") == systemSeen) {
            return INVALID;
        }
        if (role.equals("SYSTEM")) {
            systemSeen = true;
            return invalidUnless(begin(event.contentName(), Block.SYSTEM));
        }
        if (event.body().path("interactive").asBoolean()) {
            return invalidUnless(
                    role.equals("USER") && begin(event.contentName(), Block.INTERACTIVE));
        }
        if (audioSeen) {
            return HISTORY_LATE;
        }
        if (++messages > HISTORY_MESSAGES) {
            return HISTORY_LONG;
        }
        boolean alternates = !role.equals(lastRole);
        lastRole = role;
        return invalidUnless(alternates && begin(event.contentName(), Block.HISTORY));
    }

    private @Nullable String textInput(InputEvent event) {
        int length = event.text("content").getBytes(StandardCharsets.UTF_8).length;
        return switch (open.get(event.contentName())) {
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

    private @Nullable String audioInput(InputEvent event) {
        boolean textOpen =
                open.values().stream().anyMatch(it -> it != Block.AUDIO && it != Block.TOOL);
        if (textOpen) {
            return HISTORY_LATE;
        }
        return invalidUnless(
                open.get(event.contentName()) == Block.AUDIO
                        && event.body().path("content").isTextual());
    }

    private @Nullable String toolResult(InputEvent event) {
        if (open.get(event.contentName()) != Block.TOOL) {
            return INVALID;
        }
        return isJson(event.text("content")) ? null : TOOL_RESULT_BROKEN;
    }

    private boolean contentEnd(InputEvent event) {
        return open.remove(event.contentName()) != null;
    }
}
