package com.ieltsaiprep.gateway.protocol;

import com.ieltsaiprep.gateway.protocol.ServerMessage.Ack;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Capsule;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Clear;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Connection;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Ended;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Lost;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Ping;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ProtocolError;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ReplyEnd;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Resumed;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Status;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Welcome;

/** Writer of the control messages that the gateway sends to a client. */
public final class ServerMessageWriter {
    private ServerMessageWriter() {}

    /** Returns the {@code type} of a gateway's message in JSON, such as {@code replyEnd}. */
    public static String type(ServerMessage message) {
        return switch (message) {
            case Welcome _ -> "welcome";
            case Status _ -> "status";
            case Ack _ -> "ack";
            case Caption _ -> "caption";
            case Clear _ -> "clear";
            case ReplyEnd _ -> "replyEnd";
            case Lost _ -> "lost";
            case Capsule _ -> "capsule";
            case Resumed _ -> "resumed";
            case Ping _ -> "ping";
            case Connection _ -> "connection";
            case ProtocolError _ -> "error";
            case Ended _ -> "ended";
        };
    }

    /**
     * Returns the JSON text of a control message, which the gateway sends to a client in one
     * WebSocket text message.
     */
    public static String write(ServerMessage message) {
        return JsonText.object(type(message), fields(message));
    }

    private static JsonText.Fields fields(ServerMessage message) {
        return switch (message) {
            case Welcome(String sessionId) -> json -> json.writeStringField("sessionId", sessionId);
            case Status status -> fields(status);
            case Ack(int sequence) ->
                    json -> json.writeNumberField("sequence", Integer.toUnsignedLong(sequence));
            case Caption caption -> fields(caption);
            case Clear(int epoch) -> json -> json.writeNumberField("epoch", epoch);
            case ReplyEnd(int epoch, long audioMs) ->
                    json -> {
                        json.writeNumberField("epoch", epoch);
                        json.writeNumberField("audioMs", audioMs);
                    };
            case Lost lost -> fields(lost);
            case Capsule(long counter, String sealed) ->
                    json -> {
                        json.writeNumberField("counter", counter);
                        json.writeStringField("sealed", sealed);
                    };
            case Resumed(boolean reattached) ->
                    json -> json.writeBooleanField("reattached", reattached);
            case Ping(int id) -> json -> json.writeNumberField("id", id);
            case Connection connection -> fields(connection);
            case ProtocolError(ErrorCode code, String detail) ->
                    json -> {
                        json.writeStringField("code", ProtocolJson.wireName(code));
                        json.writeStringField("detail", detail);
                    };
            case Ended(ServerMessage.EndReason reason) ->
                    json -> json.writeStringField("reason", ProtocolJson.wireName(reason));
        };
    }

    private static JsonText.Fields fields(Status status) {
        return json -> {
            json.writeStringField("state", ProtocolJson.wireName(status.state()));
            json.writeNumberField("attempt", status.attempt());
            json.writeNumberField("retryInMs", status.retryInMs());
        };
    }

    private static JsonText.Fields fields(Caption caption) {
        return json -> {
            json.writeStringField("speaker", ProtocolJson.wireName(caption.speaker()));
            json.writeStringField("stage", ProtocolJson.wireName(caption.stage()));
            json.writeNumberField("epoch", caption.epoch());
            json.writeStringField("text", caption.text());
        };
    }

    private static JsonText.Fields fields(Connection connection) {
        return json -> {
            json.writeStringField("quality", ProtocolJson.wireName(connection.quality()));
            json.writeNumberField("roundTripMs", connection.roundTripMs());
            json.writeNumberField("delayMs", connection.delayMs());
            json.writeNumberField("underruns", connection.underruns());
        };
    }

    private static JsonText.Fields fields(Lost lost) {
        return json -> {
            json.writeStringField("reason", ProtocolJson.wireName(lost.reason()));
            json.writeNumberField("frames", lost.frames());
            json.writeNumberField("audioMs", lost.audioMs());
        };
    }
}
