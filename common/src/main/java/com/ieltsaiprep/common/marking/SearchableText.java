package com.ieltsaiprep.common.marking;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Normalised index of a text, in which a quote is found whatever its case, white space, kind of
 * quotation marks and invisible characters.
 */
final class SearchableText {
    private static final String SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u00b4`\u02bc";
    private static final String DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb";
    private static final String HYPHENS = "\u2010\u2011\u2212";
    private static final Pattern BEFORE = Pattern.compile("^[\\s\"'.\u2026]+");
    private static final Pattern AFTER =
            Pattern.compile("(?<![\\s\"'.,;:\u2026])[\\s\"'.,;:\u2026]+$");

    private final String text;
    private final StringBuilder plain = new StringBuilder();
    private final int[] places;

    SearchableText(String text) {
        this.text = text;
        places = new int[text.length() + 1];
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            add(character, at);
            at += Character.charCount(character);
        }
    }

    private void add(int character, int at) {
        if (isInvisible(character)) {
            return;
        }
        int simple = simple(character);
        if (simple == ' ' && (plain.isEmpty() || plain.charAt(plain.length() - 1) == ' ')) {
            return;
        }
        for (int i = 0; i < Character.charCount(simple); i++) {
            places[plain.length() + i] = at;
        }
        plain.appendCodePoint(simple);
    }

    /** Returns whether a character shows nothing: format characters and variation selectors. */
    static boolean isInvisible(int character) {
        return Character.getType(character) == Character.FORMAT
                || (character >= 0xfe00 && character <= 0xfe0f)
                || (character >= 0xe0100 && character <= 0xe01ef);
    }

    private static int simple(int character) {
        if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            return ' ';
        } else if (SINGLE_QUOTES.indexOf(character) >= 0) {
            return '\'';
        } else if (DOUBLE_QUOTES.indexOf(character) >= 0) {
            return '"';
        } else if (HYPHENS.indexOf(character) >= 0) {
            return '-';
        }
        int lower = Character.toLowerCase(character);
        return Character.charCount(lower) == Character.charCount(character) ? lower : character;
    }

    /** Returns the first place that a quote names, as whole words, in the text's characters. */
    Optional<String> find(String quote) {
        String composed = Normalizer.normalize(quote, Form.NFC);
        String wanted = BEFORE.matcher(new SearchableText(composed).plain).replaceAll("");
        wanted = AFTER.matcher(wanted).replaceAll("");
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        for (int at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            if (isEdge(at) && isEdge(end)) {
                return Optional.of(text.substring(places[at], placeAfter(end - 1)));
            }
        }
        return Optional.empty();
    }

    private boolean isEdge(int at) {
        return at == 0
                || at == plain.length()
                || !isPartOfWord(plain.codePointBefore(at))
                || !isPartOfWord(plain.codePointAt(at));
    }

    private static boolean isPartOfWord(int character) {
        return Character.isLetterOrDigit(character)
                || Character.getType(character) == Character.NON_SPACING_MARK;
    }

    private int placeAfter(int last) {
        return places[last] + Character.charCount(text.codePointAt(places[last]));
    }
}
