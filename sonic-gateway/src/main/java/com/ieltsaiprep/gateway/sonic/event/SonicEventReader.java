package com.ieltsaiprep.gateway.sonic.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Tolerant reader of the JSON events that Nova Sonic sends. Fields may come in any order, and
 * unknown fields are ignored. A text without words, which only a machine reads, and a missing one
 * are read as empty, a missing number as 0, a missing or unknown stage as {@code FINAL}, any other
 * such enum value as {@code OTHER}, and an event of unknown type as {@link SonicOutput.Unknown}.
 * Thread-safe.
 */
public final class SonicEventReader {
    /** Length to which the name of an unknown event is cut, characters. */
    private static final int MAX_UNKNOWN_NAME = 64;

    /**
     * Reads one event of Nova Sonic.
     *
     * @param event JSON of the event: {@code {"event":{"<name>":{…}}}}
     * @throws MalformedEventException if the bytes are not JSON of that form
     */
    public SonicOutput read(byte[] event) {
        try (JsonParser in = SonicJson.FACTORY.createParser(event)) {
            SonicOutput output = envelope(in);
            if (output == null) {
                throw new MalformedEventException("no event");
            }
            return output;
        } catch (IOException _) {
            throw new MalformedEventException("not JSON");
        }
    }

    private static @Nullable SonicOutput envelope(JsonParser in) throws IOException {
        SonicOutput output = null;
        if (in.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            if (in.nextToken() == JsonToken.START_OBJECT && name.equals("event")) {
                output = named(in);
            } else {
                in.skipChildren();
            }
        }
        return in.nextToken() == null ? output : null;
    }

    private static @Nullable SonicOutput named(JsonParser in) throws IOException {
        SonicOutput output = null;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            boolean object = in.nextToken() == JsonToken.START_OBJECT;
            if (object && output == null) {
                output = output(name, EventFields.read(in, name.equals("audioOutput")));
            } else {
                in.skipChildren();
            }
        }
        return output;
    }

    private static SonicOutput output(String name, EventFields fields) throws IOException {
        return switch (name) {
            case "completionStart" -> new SonicOutput.CompletionStart(fields.completionId);
            case "contentStart" -> contentStart(fields);
            case "textOutput" -> text(fields);
            case "audioOutput" -> new SonicOutput.Audio(fields.contentId, fields.audio);
            case "toolUse" ->
                    new SonicOutput.ToolUse(
                            fields.contentId, fields.toolName, fields.toolUseId, fields.content);
            case "contentEnd" ->
                    new SonicOutput.ContentEnd(
                            fields.contentId, fields.contentType(), fields.stopReason());
            case "usageEvent" -> fields.usage;
            case "userSpeechStart" -> new SonicOutput.SpeechStart(fields.offsetMs);
            case "userSpeechEnd" ->
                    new SonicOutput.SpeechEnd(fields.offsetMs, fields.detectionOffsetMs);
            case "completionEnd" -> new SonicOutput.CompletionEnd();
            default ->
                    new SonicOutput.Unknown(
                            name.substring(0, Math.min(name.length(), MAX_UNKNOWN_NAME)));
        };
    }

    private static SonicOutput contentStart(EventFields fields) throws IOException {
        return switch (fields.contentType()) {
            case TEXT -> new SonicOutput.TextStart(fields.contentId, fields.role(), stage(fields));
            case AUDIO -> new SonicOutput.AudioStart(fields.contentId);
            case TOOL -> new SonicOutput.ToolStart(fields.contentId);
            case OTHER -> new SonicOutput.Unknown("contentStart " + fields.contentType());
        };
    }

    private static SonicOutput text(EventFields fields) {
        return SpokenText.isInterruption(fields.content)
                ? new SonicOutput.Interrupted()
                : new SonicOutput.Text(
                        fields.contentId, fields.role(), SpokenText.of(fields.content));
    }

    /** Reads the stage from a string that is JSON itself; text not marked speculative is final. */
    private static Stage stage(EventFields fields) {
        try (JsonParser in = SonicJson.FACTORY.createParser(fields.additionalModelFields)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                return EventFields.read(in, false).stage();
            }
        } catch (IOException _) {
            return Stage.FINAL;
        }
        return Stage.FINAL;
    }
}
