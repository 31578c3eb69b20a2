package com.ieltsaiprep.common.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folded text: a text without the disguises in which words escape a search, with the position of
 * each character in the original.
 */
final class FoldedText {
    /** Part of the original, in UTF-16 units. */
    record Span(int start, int end) {}

    /** Letters of other scripts that look like Latin ones, and the curly apostrophe. */
    private static final String LOOKALIKES =
            "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d"
                    + "\u0432\u043a\u043c\u043d\u0442\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba\u03c4"
                    + "\u03c5\u03c7\u03b5\u0131\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0493\u0262"
                    + "\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\u0280\ua731\u1d1b"
                    + "\u1d1c\u1d20\u1d21\u028f\u1d22\u0261\u0251\u2019";

    private static final String LATIN =
            "aeopcyxijshdqw" + "bkmhtaopvikt" + "uxeiabcdeffg" + "hijklmnoprst" + "uvwyzga'";

    /** Invisible characters that stand for those of ASCII. */
    private static final int FIRST_TAG = 0xe0020;

    private static final int LAST_TAG = 0xe007e;
    private static final int TAGS = 0xe0000;

    private final StringBuilder text = new StringBuilder();
    private int[] positions;

    FoldedText(int expectedLength) {
        positions = new int[Math.max(16, expectedLength)];
    }

    /**
     * Folds case, widths, styles and letters that look alike; drops marks and what is invisible.
     */
    static FoldedText of(String original) {
        FoldedText folded = new FoldedText(original.length());
        for (int at = 0; at < original.length(); ) {
            int character = original.codePointAt(at);
            folded.fold(character, at);
            at += Character.charCount(character);
        }
        return folded;
    }

    private void fold(int character, int at) {
        if (character < 0x80) {
            append((char) Character.toLowerCase(character), at);
        } else if (character >= FIRST_TAG && character <= LAST_TAG) {
            append((char) Character.toLowerCase(character - TAGS), at);
        } else if (Character.getType(character) != Character.FORMAT) {
            Normalizer.normalize(Character.toString(character), Form.NFKD)
                    .toLowerCase(Locale.ROOT)
                    .chars()
                    .filter(it -> Character.getType(it) != Character.NON_SPACING_MARK)
                    .forEach(it -> append(latin((char) it), at));
        }
    }

    private static char latin(char character) {
        int i = LOOKALIKES.indexOf(character);
        return i < 0 ? character : LATIN.charAt(i);
    }

    /** Adds a character that stands for the one at a position of the original. */
    void append(char character, int position) {
        if (text.length() == positions.length) {
            positions = Arrays.copyOf(positions, 2 * positions.length);
        }
        positions[text.length()] = position;
        text.append(character);
    }

    int length() {
        return text.length();
    }

    char charAt(int i) {
        return text.charAt(i);
    }

    int positionOf(int i) {
        return positions[i];
    }

    /** Returns where a pattern, or its group if it has one, matches in the original. */
    Stream<Span> find(Pattern pattern) {
        return pattern.matcher(text).results().map(this::original);
    }

    private Span original(MatchResult match) {
        int group = Math.min(1, match.groupCount());
        return new Span(positions[match.start(group)], positions[match.end(group) - 1] + 1);
    }
}
