package com.ieltsaiprep.api.platform.secret;

import java.util.Optional;

/**
 * One-time code: eight letters that are sent by e-mail and typed once.
 *
 * @param letters in upper case, without a dash
 */
public record OneTimeCode(String letters) {
    /** Generates a code. */
    public static OneTimeCode next(TokenGenerator tokens) {
        return new OneTimeCode(ShortCode.next(tokens, ShortCode.LENGTH));
    }

    /** Parses typed text as {@link ShortCode#parse} does; empty if it is no code. */
    public static Optional<OneTimeCode> parse(String typed) {
        return ShortCode.parse(typed).map(OneTimeCode::new);
    }

    /** Formats the code for an e-mail: {@code BCDF-GHJK}. */
    public String formatted() {
        return ShortCode.format(letters);
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
