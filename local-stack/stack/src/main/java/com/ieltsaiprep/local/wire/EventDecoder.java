package com.ieltsaiprep.local.wire;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * AWS event stream decoder: splits bytes, received in pieces of any size, into messages and checks
 * their checksums. Not thread-safe.
 *
 * <p>Buffers at most one incomplete message; a message has at most 1 MiB.
 */
public final class EventDecoder {
    private static final int MAX_BYTES = 1 << 20;

    private byte[] buffered = new byte[0];

    /**
     * Decodes the next received bytes of an AWS event stream, and keeps the bytes of an incomplete
     * message for the next call.
     *
     * @return the messages that are now complete, in the order of receipt; often empty
     * @throws IOException if a length, a checksum or a header is invalid; the rest of the stream
     *     cannot be decoded
     */
    public List<EventMessage> accept(byte[] bytes) throws IOException {
        byte[] all =
                buffered.length == 0
                        ? bytes
                        : Arrays.copyOf(buffered, buffered.length + bytes.length);
        if (buffered.length > 0) {
            System.arraycopy(bytes, 0, all, buffered.length, bytes.length);
        }
        List<EventMessage> messages = new ArrayList<>();
        int at = 0;
        while (all.length - at >= EventMessage.PRELUDE) {
            int length = length(all, at);
            if (all.length - at < length) {
                break;
            }
            messages.add(decode(all, at, length));
            at += length;
        }
        buffered = Arrays.copyOfRange(all, at, all.length);
        return messages;
    }

    /**
     * Decodes one whole message of an AWS event stream.
     *
     * @throws IOException if the bytes are not exactly one valid message
     */
    public static EventMessage decode(byte[] message) throws IOException {
        if (message.length < EventMessage.PRELUDE || length(message, 0) != message.length) {
            throw new IOException("not one whole message");
        }
        return decode(message, 0, message.length);
    }

    private static int length(byte[] all, int at) throws IOException {
        ByteBuffer prelude = ByteBuffer.wrap(all, at, EventMessage.PRELUDE);
        int length = prelude.getInt();
        int headers = prelude.getInt();
        if (prelude.getInt() != EventMessage.crc(all, at, 8)) {
            throw new IOException("prelude checksum failure");
        }
        int shortest = EventMessage.PRELUDE + EventMessage.CRC;
        if (length < shortest || length > MAX_BYTES || headers < 0 || headers > length - shortest) {
            throw new IOException("message of impossible length");
        }
        return length;
    }

    private static EventMessage decode(byte[] all, int at, int length) throws IOException {
        int checked = length - EventMessage.CRC;
        ByteBuffer message = ByteBuffer.wrap(all, at, length);
        if (message.getInt(at + checked) != EventMessage.crc(all, at, checked)) {
            throw new IOException("message checksum failure");
        }
        int start = at + EventMessage.PRELUDE;
        int headersEnd = start + message.getInt(at + 4);
        try {
            Map<String, Object> headers = headers(ByteBuffer.wrap(all, start, headersEnd - start));
            return new EventMessage(headers, Arrays.copyOfRange(all, headersEnd, at + checked));
        } catch (BufferUnderflowException e) {
            throw new IOException("headers cut short", e);
        }
    }

    private static Map<String, Object> headers(ByteBuffer bytes) throws IOException {
        Map<String, Object> headers = new LinkedHashMap<>();
        while (bytes.hasRemaining()) {
            byte[] name = take(bytes, Byte.toUnsignedInt(bytes.get()));
            headers.put(new String(name, StandardCharsets.UTF_8), value(bytes));
        }
        return headers;
    }

    private static Object value(ByteBuffer bytes) throws IOException {
        byte type = bytes.get();
        return switch (type) {
            case 0 -> true;
            case 1 -> false;
            case 2 -> bytes.get();
            case 3 -> bytes.getShort();
            case 4 -> bytes.getInt();
            case 5 -> bytes.getLong();
            case 6 -> take(bytes, Short.toUnsignedInt(bytes.getShort()));
            case 7 ->
                    new String(
                            take(bytes, Short.toUnsignedInt(bytes.getShort())),
                            StandardCharsets.UTF_8);
            case 8 -> Instant.ofEpochMilli(bytes.getLong());
            case 9 -> new UUID(bytes.getLong(), bytes.getLong());
            default -> throw new IOException("header of unknown type " + type);
        };
    }

    private static byte[] take(ByteBuffer bytes, int length) {
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }
}
