package com.ieltsaiprep.api.platform.secret;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Codes that people type: eight letters without vowels, so that they spell nothing. */
public final class ShortCode {
    /** How many letters. */
    public static final int LENGTH = 8;

    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final Pattern IGNORED = Pattern.compile("[\\s-]");

    private ShortCode() {}

    /** Random letters. */
    public static String next(TokenGenerator tokens, int length) {
        return tokens.next(ALPHABET, length);
    }

    /** The letters that a person typed: case, blanks and dashes do not matter. */
    public static Optional<String> parse(String typed) {
        String letters = IGNORED.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        return Optional.of(letters).filter(it -> FORM.matcher(it).matches());
    }

    /** As it is shown: {@code BCDF-GHJK}. */
    public static String shown(String letters) {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }
}
