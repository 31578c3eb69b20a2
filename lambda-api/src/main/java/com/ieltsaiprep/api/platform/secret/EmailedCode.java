package com.ieltsaiprep.api.platform.secret;

import java.time.Duration;
import java.time.Instant;

/**
 * Stored form of a one-time code that was sent by e-mail.
 *
 * @param hash of the code
 * @param expiresAt the end of its validity, to the millisecond
 */
public record EmailedCode(String hash, Instant expiresAt) {
    /** The validity of a code. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** Creates the stored form of a code that is sent now. */
    public static EmailedCode of(OneTimeCode code, Instant now) {
        return new EmailedCode(code.hash(), now.plus(LIFETIME));
    }

    /** Omits the hash, from which eight letters could be found. */
    @Override
    public String toString() {
        return "EmailedCode";
    }
}
