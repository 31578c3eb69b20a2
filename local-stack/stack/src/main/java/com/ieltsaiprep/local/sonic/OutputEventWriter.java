package com.ieltsaiprep.local.sonic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.model.ModelOutput;
import com.ieltsaiprep.local.wire.EventStreamFraming;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Output event writer: sends the events of one stream in Nova Sonic's form, on the stream's
 * context.
 */
final class OutputEventWriter {
    private final String sessionId = UUID.randomUUID().toString();
    private final String completionId = UUID.randomUUID().toString();
    private final HttpServerResponse response;
    private final StreamRecord record;
    private final Consumer<String> sent;
    private final Map<String, String> contentIds = new HashMap<>();
    private final List<Buffer> buffered = new ArrayList<>();
    private String promptName = "";
    private int sampleRate = 24_000;
    private boolean stalled;

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

    /** Sends an event of the model. */
    void send(ModelOutput output) {
        switch (output) {
            case ModelOutput.CompletionStart _ -> send("completionStart", ids());
            case ModelOutput.CompletionEnd _ ->
                    send("completionEnd", ids().put("stopReason", "END_TURN"));
            case ModelOutput.SpeechStart start ->
                    send("userSpeechStart", ids().put("inputAudioOffsetMs", start.offsetMs()));
            case ModelOutput.SpeechEnd end ->
                    send(
                            "userSpeechEnd",
                            ids().put("inputAudioOffsetMs", end.offsetMs())
                                    .put("inputAudioDetectionOffsetMs", end.detectionOffsetMs()));
            case ModelOutput.TextStart start -> {
                ObjectNode body = start(start.contentId(), "TEXT", start.role().name());
                String fields = "{\"generationStage\":\"" + start.stage() + "\"}";
                body.put("additionalModelFields", fields);
                body.putObject("textOutputConfiguration").put("mediaType", "text/plain");
                send("contentStart", body);
            }
            case ModelOutput.Text text ->
                    send(
                            "textOutput",
                            ids(text.contentId())
                                    .put("role", text.role().name())
                                    .put("content", text.content()));
            case ModelOutput.AudioStart start -> audioStart(start.contentId());
            case ModelOutput.Audio audio ->
                    send("audioOutput", ids(audio.contentId()).put("content", audio.pcm()));
            case ModelOutput.ToolStart start -> {
                ObjectNode body = start(start.contentId(), "TOOL", "TOOL");
                body.putObject("toolUseOutputConfiguration").put("mediaType", "application/json");
                send("contentStart", body);
            }
            case ModelOutput.ToolUse use ->
                    send(
                            "toolUse",
                            ids(use.contentId())
                                    .put("toolName", use.call().name())
                                    .put("toolUseId", use.toolUseId())
                                    .put("content", use.call().arguments()));
            case ModelOutput.ContentEnd end ->
                    send(
                            "contentEnd",
                            ids(end.contentId())
                                    .put("type", end.type().name())
                                    .put("stopReason", end.stopReason().name()));
            case ModelOutput.Usage usage -> usage(usage);
        }
    }

    private void audioStart(String contentId) {
        ObjectNode body = start(contentId, "AUDIO", "ASSISTANT");
        ObjectNode format = body.putObject("audioOutputConfiguration");
        format.put("mediaType", "audio/lpcm").put("sampleRateHertz", sampleRate);
        format.put("sampleSizeBits", 16).put("encoding", "base64").put("channelCount", 1);
        send("contentStart", body);
    }

    private void usage(ModelOutput.Usage usage) {
        ModelOutput.Tokens total = usage.total();
        ObjectNode body = ids();
        body.put("totalInputTokens", total.speechIn());
        body.put("totalOutputTokens", total.speechOut());
        body.put("totalTokens", total.speechIn() + total.speechOut());
        ObjectNode details = body.putObject("details");
        write(usage.delta(), details.putObject("delta"));
        write(total, details.putObject("total"));
        send("usageEvent", body);
    }

    private static void write(ModelOutput.Tokens tokens, ObjectNode to) {
        to.putObject("input").put("speechTokens", tokens.speechIn()).put("textTokens", 0);
        to.putObject("output").put("speechTokens", tokens.speechOut()).put("textTokens", 0);
    }

    /** Sends an exception of the service's model, which ends the stream. */
    void exception(String type, String message) {
        record.addEvent("out", type);
        byte[] json = JsonValues.write(JsonValues.object().put("message", message));
        write(Buffer.buffer(EventStreamFraming.exception(type, json)));
    }

    /** Sends a message with a wrong checksum. */
    void corrupt() {
        byte[] bytes = EventStreamFraming.event("chunk", new byte[] {'{', '}'});
        bytes[8] ^= 0x55;
        write(Buffer.buffer(bytes));
    }

    private ObjectNode ids() {
        return JsonValues.object()
                .put("sessionId", sessionId)
                .put("promptName", promptName)
                .put("completionId", completionId);
    }

    private ObjectNode ids(String block) {
        String id = contentIds.computeIfAbsent(block, _ -> UUID.randomUUID().toString());
        return ids().put("contentId", id);
    }

    private ObjectNode start(String block, String type, String role) {
        return ids(block).put("type", type).put("role", role);
    }

    private void send(String name, ObjectNode body) {
        ObjectNode event = JsonValues.object();
        event.putObject("event").set(name, body);
        byte[] json = JsonValues.write(JsonValues.object().put("bytes", JsonValues.write(event)));
        Buffer message = Buffer.buffer(EventStreamFraming.event("chunk", json));
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
