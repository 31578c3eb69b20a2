package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.session.Secrets;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A code that we send by mail: eight letters without vowels, so that they spell nothing.
 *
 * @param letters in upper case, without a dash
 */
record EmailCode(String letters) {
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final Pattern IGNORED = Pattern.compile("[\\s-]");

    static EmailCode next(RandomGenerator random) {
        StringBuilder letters = new StringBuilder(LENGTH);
        while (letters.length() < LENGTH) {
            letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new EmailCode(letters.toString());
    }

    /** Reads what a person typed: case, blanks and dashes do not matter. */
    static Optional<EmailCode> parse(String typed) {
        String letters = IGNORED.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        return FORM.matcher(letters).matches()
                ? Optional.of(new EmailCode(letters))
                : Optional.empty();
    }

    /** As it is shown: {@code BCDF-GHJK}. */
    String shown() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }

    /** What is kept of it. */
    String hash() {
        return Secrets.hash(letters);
    }

    /** Without the letters. */
    @Override
    public String toString() {
        return "EmailCode";
    }
}
