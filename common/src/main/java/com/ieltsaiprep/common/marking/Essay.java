package com.ieltsaiprep.common.marking;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * Essay: a candidate's text with LF as the only line end and in Unicode's form NFC. May be empty.
 *
 * @param text the text as the candidate wrote it, at most {@link #MAX_CODE_POINTS} code points
 */
public record Essay(String text) {
    /** Longest accepted text, in code points. */
    public static final int MAX_CODE_POINTS = 25_000;

    /**
     * Creates an essay from text that is normalised already, as {@link #of} does.
     *
     * @throws IllegalArgumentException if the text is too long, or has a character that no text has
     */
    public Essay {
        if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
            throw new IllegalArgumentException("longer than " + MAX_CODE_POINTS + " characters");
        }
        text.codePoints().forEach(Essay::requireText);
    }

    /**
     * Creates an essay from submitted text: CRLF and CR become LF, and the text is composed (NFC).
     *
     * @throws IllegalArgumentException if the text has more than {@link #MAX_CODE_POINTS} code
     *     points, a lone surrogate, or a control character other than LF and TAB; the message does
     *     not quote the text
     */
    public static Essay of(String raw) {
        if (raw.length() > 4 * MAX_CODE_POINTS) {
            throw new IllegalArgumentException("longer than " + MAX_CODE_POINTS + " characters");
        }
        String lines = raw.replace("\r\n", "\n").replace('\r', '\n');
        return new Essay(Normalizer.normalize(lines, Form.NFC));
    }

    private static void requireText(int codePoint) {
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            throw new IllegalArgumentException("half of a surrogate pair");
        }
        if (Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t') {
            throw new IllegalArgumentException("control character");
        }
    }

    /** Returns the length only, never the text. */
    @Override
    public String toString() {
        return "Essay[" + text.length() + " chars]";
    }
}
