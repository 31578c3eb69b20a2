package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.session.Secrets;
import com.ieltsaiprep.api.session.ShortCode;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A code that we send by mail.
 *
 * @param letters in upper case, without a dash
 */
record EmailCode(String letters) {
    static EmailCode next(RandomGenerator random) {
        return new EmailCode(ShortCode.next(new Secrets(random), ShortCode.LENGTH));
    }

    /** Reads what a person typed: case, blanks and dashes do not matter. */
    static Optional<EmailCode> parse(String typed) {
        return ShortCode.parse(typed).map(EmailCode::new);
    }

    /** As it is shown: {@code BCDF-GHJK}. */
    String shown() {
        return ShortCode.shown(letters);
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
