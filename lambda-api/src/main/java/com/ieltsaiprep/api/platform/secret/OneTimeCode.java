package com.ieltsaiprep.api.platform.secret;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A code that we send by mail.
 *
 * @param letters in upper case, without a dash
 */
public record OneTimeCode(String letters) {
    static OneTimeCode next(RandomGenerator random) {
        return new OneTimeCode(ShortCode.next(new TokenGenerator(random), ShortCode.LENGTH));
    }

    /** Reads what a person typed: case, blanks and dashes do not matter. */
    public static Optional<OneTimeCode> parse(String typed) {
        return ShortCode.parse(typed).map(OneTimeCode::new);
    }

    /** As it is shown: {@code BCDF-GHJK}. */
    public String shown() {
        return ShortCode.shown(letters);
    }

    /** What is kept of it. */
    public String hash() {
        return TokenGenerator.hash(letters);
    }

    /** Without the letters. */
    @Override
    public String toString() {
        return "EmailCode";
    }
}
