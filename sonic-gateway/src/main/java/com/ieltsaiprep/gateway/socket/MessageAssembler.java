package com.ieltsaiprep.gateway.socket;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Puts the fragments of a message together, never holding more than the longest message. Netty's
 * decoder has checked that fragments come in an allowed order.
 */
final class MessageAssembler {

    /** What a fragment led to. */
    sealed interface Result {}

    /** The message goes on. */
    record More() implements Result {}

    /** A whole text message. */
    record Text(String text) implements Result {}

    /** A whole binary message. */
    @SuppressWarnings("ArrayRecordComponent")
    record Binary(byte[] bytes) implements Result {}

    /** The message is longer than allowed. */
    record TooBig() implements Result {}

    /** The text is not UTF-8. */
    record NotUtf8() implements Result {}

    private static final More MORE = new More();

    private final int maxBytes;
    private @Nullable ByteArrayOutputStream fragments;
    private boolean text;

    MessageAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The first or only fragment of a message. */
    Result first(boolean isText, ByteBuf payload, boolean last) {
        text = isText;
        if (payload.readableBytes() > maxBytes) {
            return new TooBig();
        }
        if (last) {
            return whole(bytesOf(payload));
        }
        fragments = new ByteArrayOutputStream(payload.readableBytes());
        fragments.writeBytes(bytesOf(payload));
        return MORE;
    }

    /** A further fragment. */
    Result next(ByteBuf payload, boolean last) {
        ByteArrayOutputStream message = fragments;
        if (message == null) {
            throw new IllegalStateException("a continuation without a beginning was let through");
        }
        if (message.size() + payload.readableBytes() > maxBytes) {
            return new TooBig();
        }
        message.writeBytes(bytesOf(payload));
        if (!last) {
            return MORE;
        }
        fragments = null;
        return whole(message.toByteArray());
    }

    /** Forgets an unfinished message. */
    void clear() {
        fragments = null;
    }

    private Result whole(byte[] bytes) {
        if (!text) {
            return new Binary(bytes);
        }
        return decodeUtf8(bytes).<Result>map(Text::new).orElseGet(NotUtf8::new);
    }

    private static Optional<String> decodeUtf8(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static byte[] bytesOf(ByteBuf payload) {
        byte[] bytes = new byte[payload.readableBytes()];
        payload.getBytes(payload.readerIndex(), bytes);
        return bytes;
    }
}
