package com.ieltsaiprep.gateway.warmup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;

import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Codec of the service's side of the {@code application/vnd.amazon.eventstream} framing. It reads
 * what the SDK writes, an event in a signed message, and verifies no signature.
 */
public final class EventStreamFrames {
    private static final byte[] BYTES_FIELD = "{\"bytes\":\"".getBytes(UTF_8);
    private static final int FIELD_END = "\"}".length();

    private final Consumer<byte[]> events;
    private final Runnable end;
    private Buffer pending = Buffer.buffer();

    /**
     * @param events receives the JSON of each event
     * @param end called when the client has half-closed, by an empty message
     */
    public EventStreamFrames(Consumer<byte[]> events, Runnable end) {
        this.events = events;
        this.end = end;
    }

    /** Decodes the next bytes of the request, which come in pieces of any size. */
    public void feed(Buffer data) {
        pending.appendBuffer(data);
        while (pending.length() >= Integer.BYTES && pending.length() >= pending.getInt(0)) {
            int length = pending.getInt(0);
            byte[] signed =
                    Message.decode(ByteBuffer.wrap(pending.getBytes(0, length))).getPayload();
            pending = pending.getBuffer(length, pending.length());
            if (signed.length == 0) {
                end.run();
            } else {
                events.accept(eventIn(Message.decode(ByteBuffer.wrap(signed)).getPayload()));
            }
        }
    }

    private static byte[] eventIn(byte[] payload) {
        ByteBuffer base64 =
                ByteBuffer.wrap(
                        payload,
                        BYTES_FIELD.length,
                        payload.length - BYTES_FIELD.length - FIELD_END);
        return Base64.getDecoder().decode(base64).array();
    }

    /** Encodes an event. */
    public static Buffer event(String json) {
        String payload =
                "{\"bytes\":\"%s\"}"
                        .formatted(Base64.getEncoder().encodeToString(json.getBytes(UTF_8)));
        return frame("event", Map.of(":event-type", HeaderValue.fromString("chunk")), payload);
    }

    /**
     * Encodes a modelled exception.
     *
     * @param type such as {@code throttlingException}
     */
    public static Buffer exception(String type, String message) {
        return frame(
                "exception",
                Map.of(":exception-type", HeaderValue.fromString(type)),
                "{\"message\":\"%s\"}".formatted(message));
    }

    private static Buffer frame(String type, Map<String, HeaderValue> name, String payload) {
        Map<String, HeaderValue> headers = new HashMap<>(name);
        headers.put(":message-type", HeaderValue.fromString(type));
        headers.put(":content-type", HeaderValue.fromString("application/json"));
        ByteBuffer frame = new Message(headers, payload.getBytes(UTF_8)).toByteBuffer();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return Buffer.buffer(bytes);
    }
}
