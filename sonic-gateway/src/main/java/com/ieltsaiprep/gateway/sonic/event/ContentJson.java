package com.ieltsaiprep.gateway.sonic.event;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;

/** JSON of the events that begin, fill and end a content block. */
final class ContentJson {
    /** Sample rate of microphone audio, Hz. */
    private static final int MICROPHONE_HZ = 16_000;

    private ContentJson() {}

    static void textStart(JsonGenerator out, SonicInput.TextStart start) throws IOException {
        begin(out, start.promptName(), start.contentName(), "TEXT");
        out.writeBooleanField("interactive", start.interactive());
        out.writeStringField("role", start.role().name());
        mediaType(out, "textInputConfiguration", "text/plain");
        out.writeEndObject();
    }

    static void audioStart(JsonGenerator out, SonicInput.AudioStart start) throws IOException {
        begin(out, start.promptName(), start.contentName(), "AUDIO");
        out.writeBooleanField("interactive", true);
        // Without a role the service says nothing, not even an error.
        out.writeStringField("role", "USER");
        out.writeObjectFieldStart("audioInputConfiguration");
        pcmFormat(out, MICROPHONE_HZ);
        out.writeEndObject();
        out.writeEndObject();
    }

    static void toolResultStart(JsonGenerator out, SonicInput.ToolResultStart start)
            throws IOException {
        begin(out, start.promptName(), start.contentName(), "TOOL");
        out.writeBooleanField("interactive", false);
        out.writeStringField("role", "TOOL");
        out.writeObjectFieldStart("toolResultInputConfiguration");
        out.writeStringField("toolUseId", start.toolUseId());
        out.writeStringField("type", "TEXT");
        mediaType(out, "textInputConfiguration", "text/plain");
        out.writeEndObject();
        out.writeEndObject();
    }

    static void content(
            JsonGenerator out, String event, String promptName, String contentName, String content)
            throws IOException {
        out.writeObjectFieldStart(event);
        names(out, promptName, contentName);
        out.writeStringField("content", content);
        out.writeEndObject();
    }

    static void contentEnd(JsonGenerator out, String promptName, String contentName)
            throws IOException {
        out.writeObjectFieldStart("contentEnd");
        names(out, promptName, contentName);
        out.writeEndObject();
    }

    static void mediaType(JsonGenerator out, String field, String type) throws IOException {
        out.writeObjectFieldStart(field);
        out.writeStringField("mediaType", type);
        out.writeEndObject();
    }

    static void pcmFormat(JsonGenerator out, int hz) throws IOException {
        out.writeStringField("mediaType", "audio/lpcm");
        out.writeNumberField("sampleRateHertz", hz);
        out.writeNumberField("sampleSizeBits", 16);
        out.writeNumberField("channelCount", 1);
        out.writeStringField("encoding", "base64");
        out.writeStringField("audioType", "SPEECH");
    }

    private static void begin(JsonGenerator out, String promptName, String contentName, String type)
            throws IOException {
        out.writeObjectFieldStart("contentStart");
        names(out, promptName, contentName);
        out.writeStringField("type", type);
    }

    private static void names(JsonGenerator out, String promptName, String contentName)
            throws IOException {
        out.writeStringField("promptName", promptName);
        out.writeStringField("contentName", contentName);
    }
}
