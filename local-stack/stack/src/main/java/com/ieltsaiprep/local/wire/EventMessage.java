package com.ieltsaiprep.local.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Message of an AWS event stream, in the format {@code application/vnd.amazon.eventstream} (<a
 * href="https://smithy.io/2.0/aws/amazon-eventstream.html">Smithy, Amazon event stream</a>).
 *
 * @param headers headers by name, in the order on the wire; a value is a Boolean, Byte, Short,
 *     Integer, Long, byte[], String, Instant (in whole milliseconds) or UUID
 * @param payload body of the message; the array is not copied and must not be changed
 */
public record EventMessage(Map<String, Object> headers, byte[] payload) {
    static final int PRELUDE = 12;
    static final int CRC = 4;

    /**
     * Creates a message of an AWS event stream, with an unmodifiable copy of {@code headers} in the
     * same order, because the signature of a message depends on that order.
     */
    public EventMessage {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /**
     * Creates an event: a message of an AWS event stream that carries output of the service.
     *
     * @param type value of the header {@code :event-type}, such as {@code chunk}
     * @param json payload, JSON in UTF-8
     */
    public static EventMessage event(String type, byte[] json) {
        return message("event", ":event-type", type, json);
    }

    /**
     * Creates an exception: a message by which an AWS service reports a failure on an event stream.
     *
     * @param type value of the header {@code :exception-type}, such as {@code throttlingException}
     * @param json payload, JSON in UTF-8
     */
    public static EventMessage exception(String type, byte[] json) {
        return message("exception", ":exception-type", type, json);
    }

    private static EventMessage message(String kind, String typeHeader, String type, byte[] json) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(typeHeader, type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", kind);
        return new EventMessage(headers, json);
    }

    /**
     * Encodes this message in the binary format of AWS event streams, with both its checksums.
     *
     * @throws IllegalArgumentException if the format has no type for the value of a header
     */
    public byte[] encode() {
        byte[] head = encodeHeaders(headers);
        ByteBuffer bytes = ByteBuffer.allocate(PRELUDE + head.length + payload.length + CRC);
        bytes.putInt(bytes.capacity()).putInt(head.length).putInt(crc(bytes.array(), 0, 8));
        bytes.put(head).put(payload);
        bytes.putInt(crc(bytes.array(), 0, bytes.position()));
        return bytes.array();
    }

    /** Encodes headers, in the form in which they are also signed. */
    static byte[] encodeHeaders(Map<String, Object> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        headers.forEach(
                (name, value) -> {
                    byte[] ascii = name.getBytes(StandardCharsets.UTF_8);
                    bytes.write(ascii.length);
                    bytes.writeBytes(ascii);
                    bytes.writeBytes(encodeValue(value));
                });
        return bytes.toByteArray();
    }

    private static byte[] encodeValue(Object value) {
        return switch (value) {
            case Boolean b -> new byte[] {(byte) (b ? 0 : 1)};
            case Byte b -> new byte[] {2, b};
            case Short s -> ByteBuffer.allocate(3).put((byte) 3).putShort(s).array();
            case Integer i -> ByteBuffer.allocate(5).put((byte) 4).putInt(i).array();
            case Long l -> ByteBuffer.allocate(9).put((byte) 5).putLong(l).array();
            case byte[] b -> sized((byte) 6, b);
            case String s -> sized((byte) 7, s.getBytes(StandardCharsets.UTF_8));
            case Instant t ->
                    ByteBuffer.allocate(9).put((byte) 8).putLong(t.toEpochMilli()).array();
            case UUID u ->
                    ByteBuffer.allocate(17)
                            .put((byte) 9)
                            .putLong(u.getMostSignificantBits())
                            .putLong(u.getLeastSignificantBits())
                            .array();
            default -> throw new IllegalArgumentException("no header type for " + value.getClass());
        };
    }

    private static byte[] sized(byte type, byte[] value) {
        ByteBuffer bytes = ByteBuffer.allocate(3 + value.length).put(type);
        return bytes.putShort((short) value.length).put(value).array();
    }

    static int crc(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    @Override
    public String toString() {
        return "EventMessage[%s, %d bytes]".formatted(headers.keySet(), payload.length);
    }
}
