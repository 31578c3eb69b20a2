package com.ieltsaiprep.gateway.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ieltsaiprep.gateway.protocol.ClientMessage.CapsuleStored;
import com.ieltsaiprep.gateway.protocol.ClientMessage.End;
import com.ieltsaiprep.gateway.protocol.ClientMessage.LagTolerance;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Mute;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Playout;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Pong;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Resume;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Start;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Writer of the control messages that a client sends to the gateway; {@link ClientMessageReader}
 * reads them.
 */
public final class ClientMessageWriter {
    private ClientMessageWriter() {}

    /** Returns the {@code type} of a client's message in JSON, such as {@code capsuleStored}. */
    public static String type(ClientMessage message) {
        return switch (message) {
            case Start _ -> "start";
            case Resume _ -> "resume";
            case CapsuleStored _ -> "capsuleStored";
            case Pong _ -> "pong";
            case LagTolerance _ -> "lagTolerance";
            case Playout _ -> "playout";
            case Mute _ -> "mute";
            case End _ -> "end";
        };
    }

    /** Writes a client's control message as JSON, the contents of one text message. */
    public static String write(ClientMessage message) {
        return JsonText.object(type(message), fields(message));
    }

    private static JsonText.Fields fields(ClientMessage message) {
        return switch (message) {
            case Start(String client) -> json -> writeClient(json, client);
            case Resume resume ->
                    json -> {
                        json.writeStringField("capsule", resume.capsule());
                        json.writeNumberField(
                                "sequence", Integer.toUnsignedLong(resume.sequence()));
                        json.writeNumberField("epoch", resume.epoch());
                        json.writeNumberField("receivedMs", resume.receivedMs());
                        json.writeNumberField("captions", resume.captions());
                        json.writeBooleanField("wordsLost", resume.wordsLost());
                        json.writeBooleanField("replyLost", resume.replyLost());
                        writeClient(json, resume.client());
                    };
            case CapsuleStored(long counter) -> json -> json.writeNumberField("counter", counter);
            case Pong(int id) -> json -> json.writeNumberField("id", id);
            case LagTolerance(boolean on) -> json -> json.writeBooleanField("on", on);
            case Playout playout ->
                    json -> {
                        json.writeNumberField("epoch", playout.epoch());
                        json.writeNumberField("playedMs", playout.playedMs());
                        json.writeNumberField("bufferedMs", playout.bufferedMs());
                        json.writeNumberField("underruns", playout.underruns());
                    };
            case Mute(boolean muted) -> json -> json.writeBooleanField("muted", muted);
            case End(boolean skipped) -> json -> json.writeBooleanField("skipped", skipped);
        };
    }

    private static void writeClient(JsonGenerator json, @Nullable String client)
            throws IOException {
        if (client != null) {
            json.writeStringField("client", client);
        }
    }
}
