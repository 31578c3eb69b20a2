package com.ieltsaiprep.gateway.sonic.event;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.util.List;

/** JSON of the two events that open a session and its prompt. */
final class OpeningJson {
    /** Sample rate of Maya's voice, Hz. */
    private static final int VOICE_HZ = 24_000;

    private OpeningJson() {}

    static void sessionStart(JsonGenerator out, SonicInput.SessionStart start) throws IOException {
        out.writeObjectFieldStart("sessionStart");
        out.writeObjectFieldStart("inferenceConfiguration");
        out.writeNumberField("maxTokens", start.maxTokens());
        out.writeNumberField("topP", start.topP());
        out.writeNumberField("temperature", start.temperature());
        out.writeEndObject();
        // Nova 2 rejects an endpointingSensitivity directly under sessionStart.
        out.writeObjectFieldStart("turnDetectionConfiguration");
        out.writeStringField("endpointingSensitivity", start.endpointing().name());
        out.writeEndObject();
        out.writeEndObject();
    }

    static void promptStart(JsonGenerator out, SonicInput.PromptStart start) throws IOException {
        out.writeObjectFieldStart("promptStart");
        out.writeStringField("promptName", start.promptName());
        ContentJson.mediaType(out, "textOutputConfiguration", "text/plain");
        out.writeObjectFieldStart("audioOutputConfiguration");
        ContentJson.pcmFormat(out, VOICE_HZ);
        out.writeStringField("voiceId", start.voiceId());
        out.writeEndObject();
        if (!start.tools().isEmpty()) {
            tools(out, start.tools());
        }
        out.writeEndObject();
    }

    private static void tools(JsonGenerator out, List<SonicInput.Tool> tools) throws IOException {
        ContentJson.mediaType(out, "toolUseOutputConfiguration", "application/json");
        out.writeObjectFieldStart("toolConfiguration");
        out.writeObjectFieldStart("toolChoice");
        out.writeObjectFieldStart("auto");
        out.writeEndObject();
        out.writeEndObject();
        out.writeArrayFieldStart("tools");
        for (SonicInput.Tool tool : tools) {
            tool(out, tool);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void tool(JsonGenerator out, SonicInput.Tool tool) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("toolSpec");
        out.writeStringField("name", tool.name());
        out.writeStringField("description", tool.description());
        out.writeObjectFieldStart("inputSchema");
        out.writeStringField("json", tool.inputSchema());
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }
}
