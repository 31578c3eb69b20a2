package com.ieltsaiprep.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.gateway.protocol.ClientMessage.CapsuleStored;
import com.ieltsaiprep.gateway.protocol.ClientMessage.End;
import com.ieltsaiprep.gateway.protocol.ClientMessage.LagTolerance;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Mute;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Playout;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Pong;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Resume;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Start;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ProtocolError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Reader of the client's control messages, which cannot be trusted: any text yields a result, and
 * the detail of an error never repeats the client's text.
 */
public final class ClientMessageReader {
    private static final int MAX_CLIENT_CHARACTERS = 64;
    private static final long MAX_SEQUENCE = 0xFFFF_FFFFL;

    /** Result of reading a client's text message: {@link Read} or {@link Refused}. */
    public sealed interface Result {}

    /**
     * Result for a text that is a valid control message.
     *
     * @param message message that was read
     */
    public record Read(ClientMessage message) implements Result {}

    /**
     * Result for a text that is not a valid control message.
     *
     * @param error error with which the client is to be answered
     */
    public record Refused(ProtocolError error) implements Result {}

    private ClientMessageReader() {}

    /**
     * Parses a control message of a client from JSON. Never throws.
     *
     * @param json contents of a text message, as the client sent it
     */
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
            case "resume" ->
                    new Read(
                            new Resume(
                                    fields.capsule("capsule"),
                                    fields.sequence("sequence"),
                                    fields.count("epoch"),
                                    fields.count("receivedMs"),
                                    fields.count("captions"),
                                    fields.bool("wordsLost"),
                                    fields.bool("replyLost"),
                                    fields.optionalText("client", MAX_CLIENT_CHARACTERS)));
            case "capsuleStored" -> new Read(new CapsuleStored(fields.counter("counter")));
            case "pong" -> new Read(new Pong(fields.count("id")));
            case "lagTolerance" -> new Read(new LagTolerance(fields.bool("on")));
            case "playout" ->
                    new Read(
                            new Playout(
                                    fields.count("epoch"),
                                    fields.count("playedMs"),
                                    fields.count("bufferedMs"),
                                    fields.count("underruns")));
            case "mute" -> new Read(new Mute(fields.bool("muted")));
            case "end" -> new Read(new End(fields.optionalBool("skipped")));
            default ->
                    new Refused(
                            new ProtocolError(
                                    ErrorCode.UNKNOWN_TYPE,
                                    "the message was ignored: its type is not one of start,"
                                            + " resume, capsuleStored, playout, pong, mute,"
                                            + " lagTolerance, end"));
        };
    }

    private static Refused malformed(String what) {
        return new Refused(
                new ProtocolError(
                        ErrorCode.MALFORMED_JSON,
                        "%s; send one object of at most %d levels, no name in it twice"
                                .formatted(what, ProtocolJson.MAX_DEPTH)));
    }

    /**
     * Fields of a message, each read by name with a check of its type; unknown fields are ignored.
     */
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
            return (int) whole(name, Integer.MAX_VALUE);
        }

        int sequence(String name) throws InvalidField {
            return (int) whole(name, MAX_SEQUENCE);
        }

        long counter(String name) throws InvalidField {
            return whole(name, Long.MAX_VALUE);
        }

        private long whole(String name, long max) throws InvalidField {
            JsonNode value = object.get(name);
            if (value == null
                    || !value.isIntegralNumber()
                    || !value.canConvertToLong()
                    || value.longValue() < 0
                    || value.longValue() > max) {
                throw new InvalidField(
                        "%s must be a whole number from 0 to %d".formatted(name, max));
            }
            return value.longValue();
        }

        String capsule(String name) throws InvalidField {
            String value = text(name);
            if (value.length() > ProtocolLimits.MAX_CAPSULE_CHARACTERS) {
                throw new InvalidField(
                        "%s must be a string of at most %d characters"
                                .formatted(name, ProtocolLimits.MAX_CAPSULE_CHARACTERS));
            }
            return value;
        }

        boolean optionalBool(String name) throws InvalidField {
            return object.hasNonNull(name) && bool(name);
        }

        boolean bool(String name) throws InvalidField {
            JsonNode value = object.get(name);
            if (value == null || !value.isBoolean()) {
                throw new InvalidField(name + " must be true or false");
            }
            return value.booleanValue();
        }
    }

    /** Invalid field; thrown by the getters to the single catch, without a stack trace. */
    private static final class InvalidField extends Exception {
        private final String detail;

        InvalidField(String detail) {
            super(detail, null, false, false);
            this.detail = detail;
        }
    }
}
