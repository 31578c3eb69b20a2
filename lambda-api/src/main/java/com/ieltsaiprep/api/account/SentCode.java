package com.ieltsaiprep.api.account;

import java.time.Duration;
import java.time.Instant;

/**
 * What is kept of a code that was sent by mail.
 *
 * @param hash of the code
 * @param expiresAt when it is good no longer, to the millisecond
 */
public record SentCode(String hash, Instant expiresAt) {
    static final Duration LIFETIME = Duration.ofMinutes(15);

    /** What is kept of a code that is sent now. */
    static SentCode of(EmailCode code, Instant now) {
        return new SentCode(code.hash(), now.plus(LIFETIME));
    }

    /** Without the hash, from which eight letters can be found. */
    @Override
    public String toString() {
        return "SentCode";
    }
}
