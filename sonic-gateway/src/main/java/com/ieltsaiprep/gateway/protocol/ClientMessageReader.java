package com.ieltsaiprep.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.gateway.protocol.ClientMessage.End;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Mute;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Playout;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Start;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ProtocolError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Reads the client's control messages. Whatever the text is, the answer is a value; its detail
 * never repeats the client's text.
 */
public final class ClientMessageReader {
    private static final int MAX_CLIENT_CHARACTERS = 64;

    /** What a text is. */
    public sealed interface Result {}

    /** A message of this version. */
    public record Read(ClientMessage message) implements Result {}

    /** Not a message of this version; to be answered with the error. */
    public record Refused(ProtocolError error) implements Result {}

    private ClientMessageReader() {}

    /** Reads one text message. */
    public static Result read(String json) {
        JsonNode tree;
        try {
            tree = ProtocolJson.tree(json);
        } catch (IOException _) {
            return malformed("the text is not JSON");
        }
        if (!tree.isObject()) {
            return malformed("the JSON is not an object");
        }
        try {
            return read(new Fields(tree));
        } catch (InvalidField invalid) {
            return new Refused(new ProtocolError(ErrorCode.INVALID_FIELD, invalid.detail));
        }
    }

    private static Result read(Fields fields) throws InvalidField {
        return switch (fields.text("type")) {
            case "start" ->
                    new Read(new Start(fields.optionalText("client", MAX_CLIENT_CHARACTERS)));
            case "playout" ->
                    new Read(
                            new Playout(
                                    fields.count("epoch"),
                                    fields.count("playedMs"),
                                    fields.count("bufferedMs"),
                                    fields.count("underruns")));
            case "mute" -> new Read(new Mute(fields.bool("muted")));
            case "end" -> new Read(new End());
            default ->
                    new Refused(
                            new ProtocolError(
                                    ErrorCode.UNKNOWN_TYPE,
                                    "the message was ignored: its type is not one of start,"
                                            + " playout, mute, end"));
        };
    }

    private static Refused malformed(String what) {
        return new Refused(
                new ProtocolError(
                        ErrorCode.MALFORMED_JSON,
                        "%s; send one object of at most %d levels, no name in it twice"
                                .formatted(what, ProtocolJson.MAX_DEPTH)));
    }

    /** Fields by name and type; those with other names are ignored. */
    private record Fields(JsonNode object) {

        String text(String name) throws InvalidField {
            JsonNode value = object.get(name);
            if (value == null || !value.isTextual()) {
                throw new InvalidField(name + " must be a string");
            }
            return value.textValue();
        }

        @Nullable String optionalText(String name, int maxCharacters) throws InvalidField {
            JsonNode value = object.get(name);
            if (value == null || value.isNull()) {
                return null;
            }
            if (!value.isTextual() || value.textValue().length() > maxCharacters) {
                throw new InvalidField(
                        "%s must be a string of at most %d characters"
                                .formatted(name, maxCharacters));
            }
            return value.textValue();
        }

        int count(String name) throws InvalidField {
            JsonNode value = object.get(name);
            if (value == null
                    || !value.isIntegralNumber()
                    || !value.canConvertToInt()
                    || value.intValue() < 0) {
                throw new InvalidField(
                        "%s must be a whole number from 0 to %d"
                                .formatted(name, Integer.MAX_VALUE));
            }
            return value.intValue();
        }

        boolean bool(String name) throws InvalidField {
            JsonNode value = object.get(name);
            if (value == null || !value.isBoolean()) {
                throw new InvalidField(name + " must be true or false");
            }
            return value.booleanValue();
        }
    }

    /** Leaves the getters for the one place that answers; it has no stack trace to collect. */
    private static final class InvalidField extends Exception {
        private final String detail;

        InvalidField(String detail) {
            super(detail, null, false, false);
            this.detail = detail;
        }
    }
}
