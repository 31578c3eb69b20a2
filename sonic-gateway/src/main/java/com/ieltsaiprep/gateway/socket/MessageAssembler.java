package com.ieltsaiprep.gateway.socket;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;

/**
 * Assembler of fragmented messages, bounded by the maximum message size. Netty's decoder has
 * checked that fragments come in an allowed order.
 */
final class MessageAssembler {

    /** Result of adding a fragment. */
    sealed interface Result {}

    /** Incomplete message: more fragments follow. */
    record Incomplete() implements Result {}

    /** Complete text message. */
    record Text(String text) implements Result {}

    /** Complete binary message. */
    @SuppressWarnings("ArrayRecordComponent")
    record Binary(byte[] bytes) implements Result {}

    /** Message that exceeds the maximum size. */
    record TooBig() implements Result {}

    /** Text that is not UTF-8; reported at the first fragment that shows it. */
    record NotUtf8() implements Result {}

    private static final Incomplete INCOMPLETE = new Incomplete();

    private final int maxBytes;
    private @Nullable Message message;
    private int bytes;

    /** Message in assembly. */
    private sealed interface Message {
        Result add(byte[] fragment, boolean last);
    }

    private record TextMessage(Utf8Decoder decoder) implements Message {
        @Override
        public Result add(byte[] fragment, boolean last) {
            if (!decoder.add(fragment, last)) {
                return new NotUtf8();
            }
            return last ? new Text(decoder.text()) : INCOMPLETE;
        }
    }

    private record BinaryMessage(ByteArrayOutputStream bytes) implements Message {
        @Override
        public Result add(byte[] fragment, boolean last) {
            if (last && bytes.size() == 0) {
                return new Binary(fragment);
            }
            bytes.writeBytes(fragment);
            return last ? new Binary(bytes.toByteArray()) : INCOMPLETE;
        }
    }

    MessageAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds the first or only fragment of a message. */
    Result first(boolean isText, ByteBuf payload, boolean last) {
        bytes = 0;
        message =
                isText
                        ? new TextMessage(new Utf8Decoder())
                        : new BinaryMessage(new ByteArrayOutputStream());
        return next(payload, last);
    }

    /** Adds a further fragment. */
    Result next(ByteBuf payload, boolean last) {
        Message current = message;
        if (current == null) {
            throw new IllegalStateException("a continuation without a beginning was let through");
        }
        if (payload.readableBytes() > maxBytes - bytes) {
            return new TooBig();
        }
        bytes += payload.readableBytes();
        if (last) {
            message = null;
        }
        return current.add(bytesOf(payload), last);
    }

    /** Discards an incomplete message. */
    void clear() {
        message = null;
    }

    private static byte[] bytesOf(ByteBuf payload) {
        byte[] bytes = new byte[payload.readableBytes()];
        payload.getBytes(payload.readerIndex(), bytes);
        return bytes;
    }
}
