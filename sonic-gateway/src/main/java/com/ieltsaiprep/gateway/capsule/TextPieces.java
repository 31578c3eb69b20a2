package com.ieltsaiprep.gateway.capsule;

import java.util.ArrayList;
import java.util.List;

/**
 * Splitter of text into pieces of a limited number of UTF-8 bytes, for messages and events whose
 * size is limited.
 */
public final class TextPieces {
    private TextPieces() {}

    /**
     * Splits text into pieces of at most {@code maxBytes} bytes of UTF-8: after whitespace where
     * there is some, otherwise between characters.
     *
     * @param maxBytes at least 4, the length of the longest character
     * @return pieces that make up the text when joined; an empty list for an empty text
     */
    public static List<String> of(String text, int maxBytes) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = endOf(text, start, maxBytes);
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    private static int endOf(String text, int start, int maxBytes) {
        int bytes = 0;
        int afterSpace = -1;
        int i = start;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            bytes += utf8Bytes(character);
            if (bytes > maxBytes) {
                return afterSpace > start ? afterSpace : i;
            }
            i += Character.charCount(character);
            if (Character.isWhitespace(character)) {
                afterSpace = i;
            }
        }
        return i;
    }

    private static int utf8Bytes(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
