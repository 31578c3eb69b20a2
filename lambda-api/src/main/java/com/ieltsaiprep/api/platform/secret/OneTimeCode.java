package com.ieltsaiprep.api.platform.secret;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One-time code that people type: eight letters without vowels, so that they spell no word.
 *
 * @param letters in upper case, without a dash
 */
public record OneTimeCode(String letters) {
    private static final int LENGTH = 8;
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final Pattern IGNORED = Pattern.compile("[\\s-]");

    /** Generates a code. */
    public static OneTimeCode next(TokenGenerator tokens) {
        return next(tokens, "");
    }

    /** Generates a code with given first letters. */
    public static OneTimeCode next(TokenGenerator tokens, String prefix) {
        return new OneTimeCode(prefix + tokens.next(ALPHABET, LENGTH - prefix.length()));
    }

    /** Parses typed text; case, blanks and dashes do not matter. Empty if it is no code. */
    public static Optional<OneTimeCode> parse(String typed) {
        String letters = IGNORED.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        return Optional.of(letters).filter(it -> FORM.matcher(it).matches()).map(OneTimeCode::new);
    }

    /** Formats the code for display: {@code BCDF-GHJK}. */
    public String formatted() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }

    /** Returns the hash, the only form in which a code is stored. */
    public String hash() {
        return TokenGenerator.hash(letters);
    }

    /** Omits the letters. */
    @Override
    public String toString() {
        return "OneTimeCode";
    }
}
