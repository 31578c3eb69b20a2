package com.ieltsaiprep.api.platform.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which new passwords are taken: long ones that an attacker would not try first. Nothing is asked
 * of the kinds of characters (NIST SP 800-63B).
 */
public final class PasswordRules {
    /** Of any password that is sent, in UTF-16 units. */
    public static final int LONGEST = 256;

    private static final int SHORTEST = 10;
    private static final int FEWEST_DIFFERENT = 5;
    private static final int SHORTEST_NAME = 4;
    private static final Pattern NO_LETTERS_AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

    /** Read for the first password: few requests have one. */
    private static final class Common {
        /** From which the most common passwords are made. */
        static final Set<String> WORDS = read("common-passwords.txt");
    }

    /**
     * What is wrong with a new password.
     *
     * @param email whose it will be
     * @return empty if it is taken
     */
    public Optional<String> objection(String password, String email) {
        String composed = Normalizer.normalize(password, Form.NFKC);
        int length = composed.codePointCount(0, composed.length());
        if (length < SHORTEST || composed.length() > LONGEST) {
            return Optional.of("must have %d to %d characters".formatted(SHORTEST, LONGEST));
        }
        if (composed.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            return Optional.of("must have at least " + FEWEST_DIFFERENT + " different characters");
        }
        String plain = composed.toLowerCase(Locale.ROOT);
        if (holdsName(plain, email.toLowerCase(Locale.ROOT))) {
            return Optional.of("must not have the e-mail address in it");
        }
        if (isCommon(plain)) {
            return Optional.of("is one of those that are tried first; take some words of your own");
        }
        return Optional.empty();
    }

    private static boolean holdsName(String plain, String email) {
        String name = email.split("@", 2)[0];
        return name.length() >= SHORTEST_NAME && plain.contains(name);
    }

    private boolean isCommon(String plain) {
        String word = NO_LETTERS_AROUND.matcher(plain).replaceAll("");
        return word.isEmpty()
                || Common.WORDS.contains(plain)
                || Common.WORDS.contains(word)
                || Common.WORDS.contains(spelled(word));
    }

    /** With letters in the place of the signs that stand for them. */
    private static String spelled(String word) {
        return word.replace('@', 'a')
                .replace('4', 'a')
                .replace('3', 'e')
                .replace('0', 'o')
                .replace('$', 's')
                .replace('5', 's')
                .replace('1', 'i')
                .replace('!', 'i');
    }

    private static Set<String> read(String name) {
        InputStream stream =
                Objects.requireNonNull(PasswordRules.class.getResourceAsStream(name), name);
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
