package com.ieltsaiprep.api.platform.secret;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Codec of codes that people type: eight letters without vowels, so that they spell no word. */
public final class ShortCode {
    /** The number of letters. */
    public static final int LENGTH = 8;

    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final Pattern IGNORED = Pattern.compile("[\\s-]");

    private ShortCode() {}

    /** Generates random letters. */
    public static String next(TokenGenerator tokens, int length) {
        return tokens.next(ALPHABET, length);
    }

    /**
     * Parses typed text; case, blanks and dashes do not matter.
     *
     * @return the letters in upper case; empty if it is no code
     */
    public static Optional<String> parse(String typed) {
        String letters = IGNORED.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        return Optional.of(letters).filter(it -> FORM.matcher(it).matches());
    }

    /** Formats letters for display, such as {@code BCDF-GHJK}. */
    public static String format(String letters) {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }
}
