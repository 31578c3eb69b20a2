package com.ieltsaiprep.local.sonic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.ieltsaiprep.local.json.JsonValues;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Input event of the client: {@code {"event":{"name":{…}}}}.
 *
 * @param kind of the event; {@link Kind#UNKNOWN} also for invalid JSON
 * @param body the value of the name
 */
record InputEvent(Kind kind, JsonNode body) {
    enum Kind {
        SESSION_START("sessionStart"),
        PROMPT_START("promptStart"),
        CONTENT_START("contentStart"),
        TEXT_INPUT("textInput"),
        AUDIO_INPUT("audioInput"),
        TOOL_RESULT("toolResult"),
        CONTENT_END("contentEnd"),
        PROMPT_END("promptEnd"),
        SESSION_END("sessionEnd"),
        UNKNOWN("unknown");

        final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        private static Kind of(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName.equals(name))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    /** Reads the payload of a message: {@code {"bytes":"…"}} with the event's JSON in base64. */
    static InputEvent read(byte[] payload) {
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(JsonValues.read(payload).path("bytes").asText());
            JsonNode event = JsonValues.read(bytes).path("event");
            if (event.size() == 1) {
                var only = event.properties().iterator().next();
                return new InputEvent(Kind.of(only.getKey()), only.getValue());
            }
        } catch (IOException | IllegalArgumentException e) {
            // An unreadable event is handled like an unknown one.
        }
        return new InputEvent(Kind.UNKNOWN, MissingNode.getInstance());
    }

    /** Returns a text of the body; empty if missing. */
    String text(String field) {
        return body.path(field).asText("");
    }

    String promptName() {
        return text("promptName");
    }

    String contentName() {
        return text("contentName");
    }

    @Override
    public String toString() {
        return "InputEvent[" + kind.wireName + "]";
    }
}
