package com.ieltsaiprep.gateway.socket;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;

/**
 * Puts the fragments of a message together, never holding more than the longest message. Netty's
 * decoder has checked that fragments come in an allowed order.
 */
final class MessageAssembler {

    /** What a fragment led to. */
    sealed interface Result {}

    /** The message goes on. */
    record Incomplete() implements Result {}

    /** A whole text message. */
    record Text(String text) implements Result {}

    /** A whole binary message. */
    @SuppressWarnings("ArrayRecordComponent")
    record Binary(byte[] bytes) implements Result {}

    /** The message is longer than allowed. */
    record TooBig() implements Result {}

    /** The text is not UTF-8, which the first fragment that shows it tells. */
    record NotUtf8() implements Result {}

    private static final Incomplete MORE = new Incomplete();

    private final int maxBytes;
    private @Nullable Message message;
    private int bytes;

    /** A message under way. */
    private sealed interface Message {
        Result add(byte[] fragment, boolean last);
    }

    private record TextMessage(Utf8Decoder decoder) implements Message {
        @Override
        public Result add(byte[] fragment, boolean last) {
            if (!decoder.add(fragment, last)) {
                return new NotUtf8();
            }
            return last ? new Text(decoder.text()) : MORE;
        }
    }

    private record BinaryMessage(ByteArrayOutputStream bytes) implements Message {
        @Override
        public Result add(byte[] fragment, boolean last) {
            if (last && bytes.size() == 0) {
                return new Binary(fragment);
            }
            bytes.writeBytes(fragment);
            return last ? new Binary(bytes.toByteArray()) : MORE;
        }
    }

    MessageAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The first or only fragment of a message. */
    Result first(boolean isText, ByteBuf payload, boolean last) {
        bytes = 0;
        message =
                isText
                        ? new TextMessage(new Utf8Decoder())
                        : new BinaryMessage(new ByteArrayOutputStream());
        return next(payload, last);
    }

    /** A further fragment. */
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

    /** Forgets an unfinished message. */
    void clear() {
        message = null;
    }

    private static byte[] bytesOf(ByteBuf payload) {
        byte[] bytes = new byte[payload.readableBytes()];
        payload.getBytes(payload.readerIndex(), bytes);
        return bytes;
    }
}
