package com.ieltsaiprep.local.sonic;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.model.ModelInput;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Input event reader: reads the client's events, {@code {"event":{"name":{…}}}}, for the model. An
 * event that cannot be read is {@link ModelInput.Malformed}.
 */
final class InputEventReader {
    private static final ModelInput MALFORMED = new ModelInput.Malformed();

    private InputEventReader() {}

    /**
     * Event as received.
     *
     * @param name on the wire, such as {@code audioInput}; {@code unknown} if it cannot be read
     */
    record Received(String name, ModelInput event) {}

    /** Reads the payload of a message: {@code {"bytes":"…"}} with the event's JSON in base64. */
    static Received read(byte[] payload) {
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(JsonValues.read(payload).path("bytes").asText());
            JsonNode event = JsonValues.read(bytes).path("event");
            if (event.size() == 1) {
                var only = event.properties().iterator().next();
                return new Received(only.getKey(), event(only.getKey(), only.getValue()));
            }
        } catch (IOException | IllegalArgumentException e) {
            // An unreadable event is handled like an unknown one.
        }
        return new Received("unknown", MALFORMED);
    }

    private static ModelInput event(String name, JsonNode body) {
        String prompt = body.path("promptName").asText("");
        String content = body.path("contentName").asText("");
        return switch (name) {
            case "sessionStart" -> sessionStart(body);
            case "promptStart" -> promptStart(prompt, body);
            case "contentStart" -> contentStart(prompt, content, body);
            case "textInput" ->
                    new ModelInput.Text(prompt, content, body.path("content").asText(""));
            case "audioInput" -> audio(prompt, content, body.path("content"));
            case "toolResult" -> {
                String result = body.path("content").asText("");
                yield new ModelInput.ToolResult(prompt, content, result, isJsonObject(result));
            }
            case "contentEnd" -> new ModelInput.ContentEnd(prompt, content);
            case "promptEnd" -> new ModelInput.PromptEnd(prompt);
            case "sessionEnd" -> new ModelInput.SessionEnd();
            default -> MALFORMED;
        };
    }

    private static ModelInput sessionStart(JsonNode body) {
        JsonNode inference = body.path("inferenceConfiguration");
        JsonNode detection = body.path("turnDetectionConfiguration");
        String sensitivity = detection.path("endpointingSensitivity").asText("");
        // Nova 2 refuses the flat field, which other models take.
        boolean isFlat = body.has("endpointingSensitivity");
        if (isFlat || (!detection.isMissingNode() && sensitivity.isEmpty())) {
            return MALFORMED;
        }
        return new ModelInput.SessionStart(
                inference.path("maxTokens").asInt(1024),
                fraction(inference.path("topP")),
                fraction(inference.path("temperature")),
                sensitivity);
    }

    private static double fraction(JsonNode value) {
        return value.isMissingNode() ? 0 : value.asDouble(-1);
    }

    private static ModelInput promptStart(String prompt, JsonNode body) {
        JsonNode audio = body.path("audioOutputConfiguration");
        JsonNode tools = body.path("toolConfiguration").path("tools");
        return areReadable(tools)
                ? new ModelInput.PromptStart(
                        prompt, format(audio), audio.path("voiceId").asText(""), !tools.isEmpty())
                : MALFORMED;
    }

    /** Returns whether each tool has a name, and a schema that is JSON within a JSON string. */
    private static boolean areReadable(JsonNode tools) {
        for (JsonNode tool : tools) {
            JsonNode spec = tool.path("toolSpec");
            if (spec.path("name").asText("").isEmpty()
                    || !isJsonObject(spec.path("inputSchema").path("json").asText(""))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isJsonObject(String text) {
        try {
            return JsonValues.read(text.getBytes(StandardCharsets.UTF_8)).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private static ModelInput contentStart(String prompt, String content, JsonNode body) {
        String role = body.path("role").asText("");
        return switch (body.path("type").asText("")) {
            case "TEXT" ->
                    new ModelInput.TextStart(
                            prompt, content, role, body.path("interactive").asBoolean());
            case "AUDIO" ->
                    new ModelInput.AudioStart(
                            prompt, content, role, format(body.path("audioInputConfiguration")));
            case "TOOL" ->
                    new ModelInput.ToolResultStart(
                            prompt,
                            content,
                            body.path("toolResultInputConfiguration").path("toolUseId").asText(""));
            default -> MALFORMED;
        };
    }

    private static ModelInput.AudioFormat format(JsonNode audio) {
        return new ModelInput.AudioFormat(
                audio.path("mediaType").asText(""),
                audio.path("sampleRateHertz").asInt(),
                audio.path("sampleSizeBits").asInt(),
                audio.path("channelCount").asInt(),
                audio.path("encoding").asText("base64"));
    }

    private static ModelInput audio(String prompt, String content, JsonNode base64) {
        try {
            return base64.isTextual()
                    ? new ModelInput.Audio(
                            prompt, content, Base64.getDecoder().decode(base64.textValue()))
                    : MALFORMED;
        } catch (IllegalArgumentException e) {
            return MALFORMED;
        }
    }
}
