package com.ieltsaiprep.local.sonic;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.JsonValues;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;
import software.amazon.awssdk.utils.async.SimplePublisher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Stream through the real AWS SDK client, with hand-written events. */
final class SdkStream {
    final String prompt = UUID.randomUUID().toString();
    final CompletableFuture<Void> done;
    private final SimplePublisher<InvokeModelWithBidirectionalStreamInput> input =
            new SimplePublisher<>();
    private final List<JsonNode> received = new ArrayList<>();

    SdkStream(BedrockRuntimeAsyncClient client) {
        this(client, "amazon.nova-2-sonic-v1:0");
    }

    SdkStream(BedrockRuntimeAsyncClient client, String model) {
        done =
                client.invokeModelWithBidirectionalStream(
                        request -> request.modelId(model),
                        input,
                        InvokeModelWithBidirectionalStreamResponseHandler.builder()
                                .subscriber(
                                        InvokeModelWithBidirectionalStreamResponseHandler.Visitor
                                                .builder()
                                                .onChunk(chunk -> take(chunk.bytes()))
                                                .build())
                                .build());
    }

    private void take(SdkBytes bytes) {
        try {
            JsonNode event = JsonValues.read(bytes.asByteArray()).path("event");
            synchronized (received) {
                received.add(event);
                received.notifyAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String json) {
        byte[] bytes = json.replace("$P", prompt).getBytes(StandardCharsets.UTF_8);
        var _ =
                input.send(
                        InvokeModelWithBidirectionalStreamInput.chunkBuilder()
                                .bytes(SdkBytes.fromByteArray(bytes))
                                .build());
    }

    /** Starts the session, the prompt and the system text. */
    SdkStream begin() {
        return begin("");
    }

    SdkStream begin(String tools) {
        send(ClientEvents.SESSION);
        send(ClientEvents.PROMPT.replace("$TOOLS", tools));
        text("S", "SYSTEM", false, "You are an examiner.");
        return this;
    }

    SdkStream audioStart() {
        send(ClientEvents.AUDIO_START);
        return this;
    }

    void text(String content, String role, boolean interactive, String text) {
        send(ClientEvents.textStart(content, role, interactive));
        send(ClientEvents.text(content, text));
        send(ClientEvents.end(content));
    }

    void audio(byte[] pcm) {
        for (int from = 0; from < pcm.length; from += 1024) {
            byte[] frame = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + 1024));
            send(ClientEvents.audio(Base64.getEncoder().encodeToString(frame)));
        }
    }

    void silence(int ms) {
        audio(new byte[ms * 32]);
    }

    void end() {
        send(ClientEvents.end("A"));
        send("{\"event\":{\"promptEnd\":{\"promptName\":\"$P\"}}}");
        send("{\"event\":{\"sessionEnd\":{}}}");
        var _ = input.complete();
    }

    /** Returns the events so far. */
    List<JsonNode> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** Waits for an event of a name, after the first {@code skip} of all. */
    JsonNode await(int skip, String name, Predicate<JsonNode> body) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        synchronized (received) {
            while (true) {
                for (JsonNode event :
                        received.subList(Math.min(skip, received.size()), received.size())) {
                    if (event.has(name) && body.test(event.path(name))) {
                        return event.path(name);
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || done.isCompletedExceptionally()) {
                    throw new AssertionError("no " + name + " among " + names());
                }
                received.wait(Math.min(left, 100));
            }
        }
    }

    /** Waits for the end of a reply: its last usage event. */
    void awaitReply(int skip) throws InterruptedException {
        var _ = await(skip, "usageEvent", _ -> true);
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        for (JsonNode event : received()) {
            String name = event.fieldNames().next();
            if (names.isEmpty() || !names.getLast().equals(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Returns the blocks and their ends, without their contents. */
    List<String> outline() {
        List<String> outline = new ArrayList<>();
        for (JsonNode event : received()) {
            String name = event.fieldNames().next();
            JsonNode body = event.path(name);
            switch (name) {
                case "contentStart" -> {
                    String fields = body.path("additionalModelFields").asText();
                    String stage = fields.replaceAll(".*:\"(.*)\"}", " $1");
                    outline.add(
                            body.path("type").asText() + " " + body.path("role").asText() + stage);
                }
                case "contentEnd" -> outline.add(body.path("stopReason").asText());
                case "textOutput", "audioOutput" -> {}
                default -> outline.add(name);
            }
        }
        return outline;
    }
}
