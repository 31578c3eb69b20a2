package com.ieltsaiprep.common.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tokeniser: finds the words of a text by the rule of {@link WordCount}. */
public final class Words {
    private static final String APOSTROPHES =
            "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032\u1fef\u1ffd\uff07";
    private static final String HYPHENS = "-\u2010\u2011\ufe63\uff0d";

    /** Letters of Hangul that show nothing. */
    private static final String FILLERS = "\u115f\u1160\u3164\uffa0";

    private static final int KEYCAP = 0x20e3;

    private enum Kind {
        LETTER,
        DIGIT,
        JOINER,
        FULL_STOP,
        NUMBER_SEPARATOR,
        OTHER,
        IGNORED
    }

    private final String text;
    private final Kind[] kinds;
    private final int[] starts;
    private int size;

    private Words(String text) {
        this.text = text;
        this.kinds = new Kind[text.length()];
        this.starts = new int[text.length()];
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            add(character, at);
            at += Character.charCount(character);
        }
    }

    /** Returns the number of words. */
    public static int count(String text) {
        Words words = new Words(text);
        int count = 0;
        for (int i = 0; i < words.size; i++) {
            if (words.begins(i)) {
                count++;
            }
        }
        return count;
    }

    /**
     * Returns the words in lower case and Unicode's form NFC, with plain apostrophes and hyphens,
     * and without format characters.
     */
    public static List<String> of(String text) {
        Words words = new Words(text);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.size; ) {
            int end = i + 1;
            if (words.begins(i)) {
                while (words.continues(end)) {
                    end++;
                }
                found.add(words.plain(i, end));
            }
            i = end;
        }
        return List.copyOf(found);
    }

    private void add(int character, int at) {
        Kind kind = kind(character);
        if (character == KEYCAP && size > 0) {
            kinds[size - 1] = Kind.OTHER;
        }
        if (kind != Kind.IGNORED) {
            kinds[size] = kind;
            starts[size++] = at;
        }
    }

    private static Kind kind(int character) {
        if (character == '.') {
            return Kind.FULL_STOP;
        } else if (character == ',' || character == ':' || character == '/') {
            return Kind.NUMBER_SEPARATOR;
        } else if (isApostrophe(character) || isHyphen(character)) {
            return Kind.JOINER;
        } else if (isFiller(character)) {
            return Kind.IGNORED;
        }
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER ->
                    Kind.LETTER;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    Kind.DIGIT;
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.FORMAT ->
                    Kind.IGNORED;
            default -> Kind.OTHER;
        };
    }

    private static boolean isApostrophe(int character) {
        return APOSTROPHES.indexOf(character) >= 0;
    }

    private static boolean isHyphen(int character) {
        return HYPHENS.indexOf(character) >= 0;
    }

    private static boolean isFiller(int character) {
        return FILLERS.indexOf(character) >= 0;
    }

    private Kind kindAt(int i) {
        return i >= 0 && i < size ? kinds[i] : Kind.OTHER;
    }

    private boolean isInWord(int i) {
        return kindAt(i) == Kind.LETTER || kindAt(i) == Kind.DIGIT;
    }

    private boolean begins(int i) {
        return isInWord(i) && !isJoined(i);
    }

    /** Returns whether a character belongs to the word before it, joiners included. */
    private boolean continues(int i) {
        return isInWord(i) ? isJoined(i) : isInWord(i + 1) && isInWord(i - 1) && isJoined(i + 1);
    }

    private boolean isJoined(int i) {
        return isInWord(i - 1)
                || switch (kindAt(i - 1)) {
                    case JOINER -> isInWord(i - 2);
                    case NUMBER_SEPARATOR -> isBetweenDigits(i - 1);
                    case FULL_STOP -> isBetweenDigits(i - 1) || isBetweenSingleLetters(i - 1);
                    case LETTER, DIGIT, OTHER, IGNORED -> false;
                };
    }

    private boolean isBetweenDigits(int i) {
        return kindAt(i - 1) == Kind.DIGIT && kindAt(i + 1) == Kind.DIGIT;
    }

    private boolean isBetweenSingleLetters(int i) {
        return kindAt(i - 1) == Kind.LETTER
                && kindAt(i + 1) == Kind.LETTER
                && isEdge(i - 2)
                && isEdge(i + 2);
    }

    private boolean isEdge(int i) {
        return !isInWord(i) && kindAt(i) != Kind.JOINER;
    }

    private String plain(int from, int to) {
        int end = to < size ? starts[to] : text.length();
        StringBuilder word = new StringBuilder();
        text.substring(starts[from], end)
                .codePoints()
                .filter(it -> Character.getType(it) != Character.FORMAT && !isFiller(it))
                .map(it -> isApostrophe(it) ? '\'' : isHyphen(it) ? '-' : it)
                .forEach(word::appendCodePoint);
        return Normalizer.normalize(word, Form.NFC).toLowerCase(Locale.ROOT);
    }
}
