package com.ieltsaiprep.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Ack;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Capsule;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Clear;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Connection;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Ended;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Lost;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Ping;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ProtocolError;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ReplyEnd;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Resumed;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Status;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Welcome;

import java.io.IOException;

/**
 * Reader of the gateway's control messages, as a client needs it; {@link ServerMessageWriter}
 * writes them.
 */
public final class ServerMessageReader {

    /**
     * Result of reading a text message of a gateway: {@link Read}, {@link Unknown} or {@link
     * Malformed}.
     */
    public sealed interface Result {}

    /**
     * Result for a text that is a control message of a gateway.
     *
     * @param message message that was read
     */
    public record Read(ServerMessage message) implements Result {}

    /**
     * Result for a control message whose {@code type} this version does not know; a client ignores
     * it.
     */
    public record Unknown(String type) implements Result {}

    /**
     * Result for a text that is not a control message of a gateway: not JSON, without a {@code
     * type}, or with a field that is missing or wrong.
     */
    public record Malformed() implements Result {}

    private ServerMessageReader() {}

    /**
     * Parses a control message of a gateway from JSON. Never throws.
     *
     * @param json contents of a text message
     */
    public static Result read(String json) {
        try {
            return read(ProtocolJson.tree(json));
        } catch (IOException | IllegalArgumentException _) {
            return new Malformed();
        }
    }

    private static Result read(JsonNode json) {
        String type = text(json, "type");
        return switch (type) {
            case "welcome" -> new Read(new Welcome(text(json, "sessionId")));
            case "status" ->
                    new Read(
                            new Status(
                                    constant(StreamState.class, json, "state"),
                                    (int) number(json, "attempt"),
                                    (int) number(json, "retryInMs")));
            case "ack" -> new Read(new Ack((int) number(json, "sequence")));
            case "caption" ->
                    new Read(
                            new Caption(
                                    constant(Speaker.class, json, "speaker"),
                                    constant(Stage.class, json, "stage"),
                                    (int) number(json, "epoch"),
                                    text(json, "text")));
            case "clear" -> new Read(new Clear((int) number(json, "epoch")));
            case "replyEnd" ->
                    new Read(new ReplyEnd((int) number(json, "epoch"), number(json, "audioMs")));
            case "lost" ->
                    new Read(
                            new Lost(
                                    constant(LossReason.class, json, "reason"),
                                    (int) number(json, "frames"),
                                    (int) number(json, "audioMs")));
            case "capsule" -> new Read(new Capsule(number(json, "counter"), text(json, "sealed")));
            case "resumed" -> new Read(new Resumed(bool(json, "reattached")));
            case "ping" -> new Read(new Ping((int) number(json, "id")));
            case "connection" ->
                    new Read(
                            new Connection(
                                    constant(Quality.class, json, "quality"),
                                    (int) number(json, "roundTripMs"),
                                    (int) number(json, "delayMs"),
                                    (int) number(json, "underruns")));
            case "error" ->
                    new Read(
                            new ProtocolError(
                                    constant(ErrorCode.class, json, "code"), text(json, "detail")));
            case "ended" -> new Read(new Ended(constant(EndReason.class, json, "reason")));
            default -> new Unknown(type);
        };
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(name);
        }
        return value.textValue();
    }

    private static boolean bool(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isBoolean()) {
            throw new IllegalArgumentException(name);
        }
        return value.booleanValue();
    }

    private static long number(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name);
        }
        return value.longValue();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode json, String name) {
        String value = text(json, name);
        for (E constant : type.getEnumConstants()) {
            if (ProtocolJson.wireName(constant).equals(value)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
