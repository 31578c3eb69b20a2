package com.ieltsaiprep.gateway.socket;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Incremental UTF-8 decoder for a text in pieces, which may split a character. Strict: malformed
 * input is refused with the piece that completes it.
 */
final class Utf8Decoder {
    // A new decoder reports malformed input instead of replacing it.
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final StringBuilder text = new StringBuilder();

    /** Start of a split character, at most three bytes. */
    private byte[] remainder = {};

    /** Decodes the next piece; false if the text is not UTF-8, or ends within a character. */
    boolean add(byte[] piece, boolean last) {
        ByteBuffer in =
                ByteBuffer.allocate(remainder.length + piece.length)
                        .put(remainder)
                        .put(piece)
                        .flip();
        // UTF-8 never has fewer bytes than UTF-16 has chars.
        CharBuffer out = CharBuffer.allocate(in.remaining());
        if (decoder.decode(in, out, last).isError()) {
            return false;
        }
        text.append(out.flip());
        remainder = new byte[in.remaining()];
        in.get(remainder);
        return true;
    }

    /** Returns the text decoded so far. */
    String text() {
        return text.toString();
    }
}
