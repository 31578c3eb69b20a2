package com.ieltsaiprep.api.platform.secret;

import com.ieltsaiprep.common.PastedText;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One-time code that users type in: eight letters without vowels, so that they spell no word.
 *
 * @param letters in upper case, without a dash
 */
public record OneTimeCode(String letters) {
    private static final int LENGTH = 8;
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    /** Generates a one-time code of eight random letters. */
    public static OneTimeCode next(TokenGenerator tokens) {
        return next(tokens, "");
    }

    /** Generates a one-time code that begins with {@code prefix}, followed by random letters. */
    public static OneTimeCode next(TokenGenerator tokens, String prefix) {
        return new OneTimeCode(prefix + tokens.next(ALPHABET, LENGTH - prefix.length()));
    }

    /**
     * Parses a one-time code that a user has typed or pasted, cleaned by {@link PastedText#code};
     * returns empty if the text is not a one-time code.
     */
    public static Optional<OneTimeCode> parse(String typed) {
        return Optional.of(PastedText.code(typed))
                .filter(letters -> FORM.matcher(letters).matches())
                .map(OneTimeCode::new);
    }

    /** Returns the one-time code as it is shown to users, such as {@code BCDF-GHJK}. */
    public String formatted() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }

    /** Returns the SHA-256 of the code, 64 hexadecimal digits, to be stored in its place. */
    public String hash() {
        return TokenGenerator.hash(letters);
    }

    /** Returns a constant text, so that logs never hold the code. */
    @Override
    public String toString() {
        return "OneTimeCode";
    }
}
