package com.ieltsaiprep.api.account;

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
 * Password rules for new passwords: long ones that an attacker would not try first. There is no
 * rule about kinds of characters (NIST SP 800-63B).
 */
final class PasswordRules {
    /** The greatest length of any password, in code points of Unicode's form NFKC. */
    static final int MAX_LENGTH = 256;

    private static final int MIN_LENGTH = 10;
    private static final int MIN_DIFFERENT = 5;
    private static final int MIN_NAME = 4;
    private static final Pattern NO_LETTERS_AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

    /** Loaded at the first password: few requests have one. */
    private static final class Common {
        /** Words of which the most common passwords are made. */
        static final Set<String> WORDS = read("common-passwords.txt");
    }

    /**
     * Validates a new password.
     *
     * @param email the account's address
     * @return what the password must be like; empty if it is accepted
     */
    Optional<String> objection(String password, String email) {
        String composed = composed(password);
        int length = composed.codePointCount(0, composed.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return Optional.of("must have %d to %d characters".formatted(MIN_LENGTH, MAX_LENGTH));
        }
        if (composed.codePoints().distinct().count() < MIN_DIFFERENT) {
            return Optional.of("must have at least " + MIN_DIFFERENT + " different characters");
        }
        String plain = composed.toLowerCase(Locale.ROOT);
        if (containsName(plain, email.toLowerCase(Locale.ROOT))) {
            return Optional.of("must not have the e-mail address in it");
        }
        if (isCommon(plain)) {
            return Optional.of("is one of those that are tried first; take some words of your own");
        }
        return Optional.empty();
    }

    /** Returns a password in Unicode's form NFKC, in which it is counted and compared. */
    static String composed(String password) {
        return Normalizer.normalize(password, Form.NFKC);
    }

    private static boolean containsName(String plain, String email) {
        String name = email.split("@", 2)[0];
        return name.length() >= MIN_NAME && plain.contains(name);
    }

    private boolean isCommon(String plain) {
        String word = NO_LETTERS_AROUND.matcher(plain).replaceAll("");
        return word.isEmpty()
                || Common.WORDS.contains(plain)
                || Common.WORDS.contains(word)
                || Common.WORDS.contains(spelled(word));
    }

    /** Replaces signs by the letters that they stand for. */
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
