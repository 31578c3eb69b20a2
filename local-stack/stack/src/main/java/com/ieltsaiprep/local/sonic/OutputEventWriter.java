package com.ieltsaiprep.local.sonic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.EventMessage;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Output event writer: sends the events of one stream in Nova Sonic's form, on the stream's
 * context.
 */
final class OutputEventWriter {
    private static final String INTERRUPTED = "{ \"interrupted\" : true }";

    private final String sessionId = UUID.randomUUID().toString();
    private final String completionId = UUID.randomUUID().toString();
    private final HttpServerResponse response;
    private final StreamRecord record;
    private final Consumer<String> sent;
    private final List<Buffer> buffered = new ArrayList<>();
    private String promptName = "";
    private String audioContentId = "";
    private int sampleRate = 24_000;
    private boolean stalled;
    private boolean started;

    /**
     * Creates the writer of one stream.
     *
     * @param sent receives the name of each event after it was written
     */
    OutputEventWriter(HttpServerResponse response, StreamRecord record, Consumer<String> sent) {
        this.response = response;
        this.record = record;
        this.sent = sent;
    }

    void setPrompt(String name, int rate) {
        promptName = name;
        sampleRate = rate;
    }

    int sampleRate() {
        return sampleRate;
    }

    /** Reports backpressure: the client must read before more is generated. */
    boolean isFull() {
        return stalled || response.writeQueueFull();
    }

    /**
     * Buffers all output from now on; that is little, because a full output stops the generation.
     */
    void stall() {
        stalled = true;
    }

    void resume() {
        stalled = false;
        buffered.forEach(this::write);
        buffered.clear();
    }

    void completionStart() {
        if (!started) {
            started = true;
            send("completionStart", ids(null));
        }
    }

    void completionEnd() {
        if (started) {
            send("completionEnd", ids(null).put("stopReason", "END_TURN"));
        }
    }

    /** Sends a whole text block; without text if {@code content} is null. */
    void text(String role, String stage, @Nullable String content, String stopReason) {
        String id = UUID.randomUUID().toString();
        ObjectNode start = start(id, "TEXT", role);
        start.put("additionalModelFields", "{\"generationStage\":\"" + stage + "\"}");
        start.putObject("textOutputConfiguration").put("mediaType", "text/plain");
        send("contentStart", start);
        if (content != null) {
            send("textOutput", ids(id).put("role", role).put("content", content));
        }
        end(id, "TEXT", stopReason);
    }

    void toolUse(Script.Tool tool, String toolUseId) {
        String id = UUID.randomUUID().toString();
        ObjectNode start = start(id, "TOOL", "TOOL");
        start.putObject("toolUseOutputConfiguration").put("mediaType", "application/json");
        send("contentStart", start);
        ObjectNode use = ids(id).put("toolName", tool.name()).put("toolUseId", toolUseId);
        send("toolUse", use.put("content", tool.arguments()));
        end(id, "TOOL", "TOOL_USE");
    }

    void audioStart() {
        audioContentId = UUID.randomUUID().toString();
        ObjectNode start = start(audioContentId, "AUDIO", "ASSISTANT");
        ObjectNode format = start.putObject("audioOutputConfiguration");
        format.put("mediaType", "audio/lpcm").put("sampleRateHertz", sampleRate);
        format.put("sampleSizeBits", 16).put("encoding", "base64").put("channelCount", 1);
        send("contentStart", start);
    }

    void audio(byte[] pcm) {
        send("audioOutput", ids(audioContentId).put("content", pcm));
    }

    void audioEnd(String stopReason) {
        end(audioContentId, "AUDIO", stopReason);
        audioContentId = "";
    }

    /** Ends the current audio, and reports the interruption. */
    void interrupted(Script.BargeIn form) {
        if (!audioContentId.isEmpty()) {
            audioEnd(
                    switch (form) {
                        case CANONICAL -> "END_TURN";
                        case AUDIO_ONLY -> "INTERRUPTED";
                        case STOP_REASON_ONLY, TEXT_ONLY -> "PARTIAL_TURN";
                    });
        }
        switch (form) {
            case CANONICAL -> text("ASSISTANT", "FINAL", INTERRUPTED, "INTERRUPTED");
            case STOP_REASON_ONLY -> text("ASSISTANT", "FINAL", null, "INTERRUPTED");
            case TEXT_ONLY -> text("ASSISTANT", "FINAL", INTERRUPTED, "END_TURN");
            case AUDIO_ONLY -> {}
        }
    }

    /** Sends the tokens of speech and text since the last such event. */
    void usage(Usage delta, Usage total) {
        ObjectNode usage = ids(null);
        usage.put("totalInputTokens", total.speechIn + total.textIn);
        usage.put("totalOutputTokens", total.speechOut + total.textOut);
        usage.put("totalTokens", total.speechIn + total.textIn + total.speechOut + total.textOut);
        ObjectNode details = usage.putObject("details");
        delta.write(details.putObject("delta"));
        total.write(details.putObject("total"));
        send("usageEvent", usage);
    }

    record Usage(long speechIn, long textIn, long speechOut, long textOut) {
        Usage plus(Usage more) {
            return new Usage(
                    speechIn + more.speechIn,
                    textIn + more.textIn,
                    speechOut + more.speechOut,
                    textOut + more.textOut);
        }

        private void write(ObjectNode to) {
            to.putObject("input").put("speechTokens", speechIn).put("textTokens", textIn);
            to.putObject("output").put("speechTokens", speechOut).put("textTokens", textOut);
        }
    }

    /** Sends an exception of the service's model, which ends the stream. */
    void exception(String type, String message) {
        record.addEvent("out", type);
        byte[] json = JsonValues.write(JsonValues.object().put("message", message));
        write(Buffer.buffer(EventMessage.exception(type, json).encode()));
    }

    /** Sends a message with a wrong checksum. */
    void corrupt() {
        byte[] bytes = EventMessage.event("chunk", new byte[] {'{', '}'}).encode();
        bytes[8] ^= 0x55;
        write(Buffer.buffer(bytes));
    }

    private ObjectNode ids(@Nullable String contentId) {
        ObjectNode body =
                JsonValues.object().put("sessionId", sessionId).put("promptName", promptName);
        body.put("completionId", completionId);
        return contentId == null ? body : body.put("contentId", contentId);
    }

    private ObjectNode start(String id, String type, String role) {
        return ids(id).put("type", type).put("role", role);
    }

    private void end(String id, String type, String stopReason) {
        send("contentEnd", ids(id).put("type", type).put("stopReason", stopReason));
    }

    private void send(String name, ObjectNode body) {
        ObjectNode event = JsonValues.object();
        event.putObject("event").set(name, body);
        byte[] json = JsonValues.write(JsonValues.object().put("bytes", JsonValues.write(event)));
        Buffer message = Buffer.buffer(EventMessage.event("chunk", json).encode());
        record.addEvent("out", name);
        if (stalled) {
            buffered.add(message);
        } else {
            write(message);
        }
        sent.accept(name);
    }

    private void write(Buffer message) {
        if (!response.ended() && !response.closed()) {
            // A lost client is noticed by the stream's handlers.
            var _ = response.write(message);
        }
    }
}
