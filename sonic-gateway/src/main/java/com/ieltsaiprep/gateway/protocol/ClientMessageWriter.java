package com.ieltsaiprep.gateway.protocol;

import com.ieltsaiprep.gateway.protocol.ClientMessage.End;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Mute;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Playout;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Start;

/** Writes the client's control messages: the client's side of {@link ClientMessageReader}. */
public final class ClientMessageWriter {
    private ClientMessageWriter() {}

    /** The {@code type} of a message on the wire. */
    public static String type(ClientMessage message) {
        return switch (message) {
            case Start _ -> "start";
            case Playout _ -> "playout";
            case Mute _ -> "mute";
            case End _ -> "end";
        };
    }

    /** Writes one text message. */
    public static String write(ClientMessage message) {
        return JsonText.object(type(message), fields(message));
    }

    private static JsonText.Fields fields(ClientMessage message) {
        return switch (message) {
            case Start start ->
                    json -> {
                        if (start.client() != null) {
                            json.writeStringField("client", start.client());
                        }
                    };
            case Playout playout ->
                    json -> {
                        json.writeNumberField("epoch", playout.epoch());
                        json.writeNumberField("playedMs", playout.playedMs());
                        json.writeNumberField("bufferedMs", playout.bufferedMs());
                        json.writeNumberField("underruns", playout.underruns());
                    };
            case Mute(boolean muted) -> json -> json.writeBooleanField("muted", muted);
            case End _ -> _ -> {};
        };
    }
}
