package com.ieltsaiprep.local.wire;

import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Framing of AWS event streams by the library that the AWS SDK uses, {@code
 * application/vnd.amazon.eventstream} (<a
 * href="https://smithy.io/2.0/aws/amazon-eventstream.html">Smithy, Amazon event stream</a>).
 */
public final class EventStreamFraming {
    private EventStreamFraming() {}

    /**
     * Encodes an event: a message that carries output of the service.
     *
     * @param type value of the header {@code :event-type}, such as {@code chunk}
     */
    public static byte[] event(String type, byte[] json) {
        return encode("event", ":event-type", type, json);
    }

    /**
     * Encodes an exception: a message by which a service reports a failure on an event stream.
     *
     * @param type value of the header {@code :exception-type}, such as {@code throttlingException}
     */
    public static byte[] exception(String type, byte[] json) {
        return encode("exception", ":exception-type", type, json);
    }

    private static byte[] encode(String kind, String typeHeader, String type, byte[] json) {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(typeHeader, HeaderValue.fromString(type));
        headers.put(":content-type", HeaderValue.fromString("application/json"));
        headers.put(":message-type", HeaderValue.fromString(kind));
        return encode(new Message(headers, json));
    }

    /** Encodes a message with its checksums. */
    public static byte[] encode(Message message) {
        ByteBuffer bytes = message.toByteBuffer();
        byte[] encoded = new byte[bytes.remaining()];
        bytes.get(encoded);
        return encoded;
    }

    /**
     * Decodes the next received bytes, and returns the messages that are now complete.
     *
     * @throws IOException if a length, a checksum or a header is invalid; the rest of the stream
     *     cannot be decoded
     */
    public static List<Message> decode(MessageDecoder decoder, byte[] bytes) throws IOException {
        try {
            decoder.feed(bytes);
        } catch (RuntimeException e) {
            throw new IOException("no event stream", e);
        }
        return decoder.getDecodedMessages();
    }

    /**
     * Decodes one message.
     *
     * @throws IOException if the bytes do not begin with a valid message
     */
    public static Message decode(byte[] message) throws IOException {
        try {
            return Message.decode(ByteBuffer.wrap(message));
        } catch (RuntimeException e) {
            throw new IOException("no message of an event stream", e);
        }
    }
}
