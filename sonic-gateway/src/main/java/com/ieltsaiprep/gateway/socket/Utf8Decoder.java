package com.ieltsaiprep.gateway.socket;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a text that comes in pieces, which may cut a character. Strict: what is not UTF-8 is
 * refused with the piece that completes it.
 */
final class Utf8Decoder {
    // A fresh decoder reports what is malformed instead of replacing it.
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final StringBuilder text = new StringBuilder();

    /** The beginning of a character, at most three bytes. */
    private byte[] cut = {};

    /** Takes the next piece; false if the text is not UTF-8, or ends within a character. */
    boolean add(byte[] piece, boolean last) {
        ByteBuffer in = ByteBuffer.allocate(cut.length + piece.length).put(cut).put(piece).flip();
        // UTF-8 never takes fewer bytes than UTF-16 takes chars.
        CharBuffer out = CharBuffer.allocate(in.remaining());
        if (decoder.decode(in, out, last).isError()) {
            return false;
        }
        text.append(out.flip());
        cut = new byte[in.remaining()];
        in.get(cut);
        return true;
    }

    /** What was taken so far. */
    String text() {
        return text.toString();
    }
}
