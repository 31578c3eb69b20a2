package com.ieltsaiprep.common.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Sentence splitter for English as learners write it, with sentences that begin in lower case or
 * directly after a full stop.
 *
 * <p>A sentence ends at a full stop, question or exclamation mark, and with its paragraph. A full
 * stop ends none after an abbreviation, an initial or the number of a list item, nor within a
 * number.
 */
public final class Sentences {
    private static final String FULL_STOPS = ".\u2026";
    private static final String TERMINATORS = FULL_STOPS + "?!\u061f\u3002\uff01\uff1f";
    private static final String CLOSERS = "\"')]}\u2019\u201d\u00bb";
    private static final String OPENERS = "\"'([{\u2018\u201c\u00ab";

    /** Abbreviations that precede what they belong to. */
    private static final Set<String> LEADING =
            Set.of("mr", "mrs", "ms", "dr", "prof", "st", "vs", "fig", "approx", "e.g", "i.e");

    /** Abbreviations that may also end a sentence, as may those with a full stop inside. */
    private static final Set<String> TRAILING = Set.of("etc", "ltd", "inc", "co", "jr", "sr");

    /** Characters before a full stop that may be an abbreviation. */
    private static final int LONGEST_ABBREVIATION = 10;

    private final String text;
    private final List<String> found = new ArrayList<>();
    private int start;

    private Sentences(String paragraph) {
        this.text = paragraph;
    }

    /** Returns the sentences in their order; concatenated, they are the text. */
    public static List<String> of(String text) {
        return Paragraphs.of(text).stream()
                .flatMap(paragraph -> new Sentences(paragraph).split().stream())
                .toList();
    }

    /**
     * Returns whether a text ends as a sentence, or with a colon, before closing quotation marks.
     */
    public static boolean isEnded(String text) {
        int at = text.length() - 1;
        while (at > 0 && isOneOf(CLOSERS, text.charAt(at))) {
            at--;
        }
        return at >= 0 && isOneOf(TERMINATORS + ":", text.charAt(at));
    }

    private List<String> split() {
        int at = 0;
        while (at < text.length()) {
            if (isOneOf(TERMINATORS, text.charAt(at))) {
                int end = skip(TERMINATORS, at);
                int closed = skip(CLOSERS, end);
                int next = skipWhiteSpace(closed);
                if (ends(at, end, closed, next)) {
                    found.add(text.substring(start, next));
                    start = next;
                }
                at = next;
            } else {
                at++;
            }
        }
        if (start < text.length()) {
            found.add(text.substring(start));
        }
        return found;
    }

    /**
     * Returns whether a sentence ends.
     *
     * @param at first terminator
     * @param end end of the terminators
     * @param closed end of the closing quotation marks and brackets
     * @param next what follows the white space after them
     */
    private boolean ends(int at, int end, int closed, int next) {
        if (next == text.length()) {
            return true;
        }
        int follower = text.codePointAt(next);
        boolean hasDots = isOneOf(FULL_STOPS, text.charAt(at));
        boolean hasFullStop = text.charAt(at) == '.' && end == at + 1;
        if (closed == next) {
            return hasDots
                    ? isInLowerCase(at - 1)
                            && isInLowerCase(at - 2)
                            && Character.isUpperCase(follower)
                    : Character.isLetter(follower);
        } else if (closed > end || (hasDots && !hasFullStop)) {
            return !Character.isLowerCase(follower);
        }
        return !hasFullStop || !isAbbreviation(at, follower);
    }

    private boolean isAbbreviation(int at, int follower) {
        int from = at;
        while (from > start
                && at - from < LONGEST_ABBREVIATION
                && !isWhiteSpace(text.charAt(from - 1))) {
            from--;
        }
        String word = text.substring(skip(OPENERS, from), at);
        String lower = word.toLowerCase(Locale.ROOT);
        boolean isOneLetter = word.length() == 1 && Character.isLetter(word.charAt(0));
        if (LEADING.contains(lower)) {
            return true;
        } else if (TRAILING.contains(lower) || lower.indexOf('.') >= 0) {
            return Character.isLowerCase(follower) || Character.isDigit(follower);
        } else if (lower.equals("no")) {
            return Character.isDigit(follower);
        } else if (text.substring(start, from).isBlank()) {
            return isOneLetter || word.chars().allMatch(Character::isDigit);
        }
        return isOneLetter && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
    }

    private int skip(String characters, int at) {
        int end = at;
        while (end < text.length() && isOneOf(characters, text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int skipWhiteSpace(int at) {
        int end = at;
        while (end < text.length() && isWhiteSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean isInLowerCase(int at) {
        return at >= start && Character.isLowerCase(text.charAt(at));
    }

    private static boolean isWhiteSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isOneOf(String characters, char character) {
        return characters.indexOf(character) >= 0;
    }
}
