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
 * Server side of the {@code application/vnd.amazon.eventstream} framing between the AWS SDK and
 * Bedrock: decodes requests, encodes responses. Each event of a request is inside a signed message,
 * whose signature is not verified. Not thread-safe.
 */
public final class EventStreamFrames {
    private static final byte[] BYTES_FIELD = "{\"bytes\":\"".getBytes(UTF_8);
    private static final int FIELD_END = "\"}".length();

    private final Consumer<byte[]> events;
    private final Runnable end;
    private Buffer pending = Buffer.buffer();

    /**
     * Creates a decoder for the request of one stream.
     *
     * @param events receives the JSON of each event, UTF-8
     * @param end called when the client half-closes the stream, which an empty message signals
     */
    public EventStreamFrames(Consumer<byte[]> events, Runnable end) {
        this.events = events;
        this.end = end;
    }

    /**
     * Decodes the next bytes of the request, and passes on each event that is complete.
     *
     * @param data bytes that follow those of the last call; an event may be split over several
     *     calls
     */
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

    /**
     * Encodes an event from Bedrock as one event-stream message.
     *
     * @param json JSON of the event
     */
    public static Buffer event(String json) {
        String payload =
                "{\"bytes\":\"%s\"}"
                        .formatted(Base64.getEncoder().encodeToString(json.getBytes(UTF_8)));
        return frame("event", Map.of(":event-type", HeaderValue.fromString("chunk")), payload);
    }

    /**
     * Encodes an exception from Bedrock as one event-stream message.
     *
     * @param type name of the exception on the wire, such as {@code throttlingException}
     * @param message text of the exception; not escaped, so it must not contain quotes
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
