package com.ieltsaiprep.gateway.sonic.event;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writer of the JSON events that the gateway sends to Nova Sonic. Not thread-safe; each stream has
 * its own.
 */
public final class SonicEventWriter {
    private final AudioInputWriter audio = new AudioInputWriter();

    /**
     * Encodes one event as JSON in UTF-8: {@code {"event":{"<name>":{…}}}}.
     *
     * @return a new array, which belongs to the caller
     */
    public byte[] write(SonicInput event) {
        if (event instanceof SonicInput.Audio frame) {
            return audio.write(frame);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = SonicJson.FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeObjectFieldStart("event");
            body(out, event);
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void body(JsonGenerator out, SonicInput event) throws IOException {
        switch (event) {
            case SonicInput.SessionStart start -> OpeningJson.sessionStart(out, start);
            case SonicInput.PromptStart start -> OpeningJson.promptStart(out, start);
            case SonicInput.TextStart start -> ContentJson.textStart(out, start);
            case SonicInput.Text(var prompt, var content, var text) ->
                    ContentJson.content(out, "textInput", prompt, content, text);
            case SonicInput.AudioStart start -> ContentJson.audioStart(out, start);
            case SonicInput.Audio _ -> throw new IllegalStateException("audio has its own writer");
            case SonicInput.ToolResultStart start -> ContentJson.toolResultStart(out, start);
            case SonicInput.ToolResult(var prompt, var content, var result) ->
                    ContentJson.content(out, "toolResult", prompt, content, result);
            case SonicInput.ContentEnd(var prompt, var content) ->
                    ContentJson.contentEnd(out, prompt, content);
            case SonicInput.PromptEnd(var prompt) -> {
                out.writeObjectFieldStart("promptEnd");
                out.writeStringField("promptName", prompt);
                out.writeEndObject();
            }
            case SonicInput.SessionEnd() -> {
                out.writeObjectFieldStart("sessionEnd");
                out.writeEndObject();
            }
        }
    }
}
