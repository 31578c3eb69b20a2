package com.ieltsaiprep.api.platform.secret;

import java.time.Duration;
import java.time.Instant;

/**
 * What is kept of a code that was sent by mail.
 *
 * @param hash of the code
 * @param expiresAt when it is good no longer, to the millisecond
 */
public record EmailedCode(String hash, Instant expiresAt) {
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** What is kept of a code that is sent now. */
    public static EmailedCode of(OneTimeCode code, Instant now) {
        return new EmailedCode(code.hash(), now.plus(LIFETIME));
    }

    /** Without the hash, from which eight letters can be found. */
    @Override
    public String toString() {
        return "SentCode";
    }
}
