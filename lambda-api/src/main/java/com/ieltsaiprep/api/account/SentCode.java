package com.ieltsaiprep.api.account;

import java.time.Instant;

/**
 * What is kept of a code that was sent by mail.
 *
 * @param userId whom it is for
 * @param hash of the code
 * @param expiresAt when it is good no longer
 */
public record SentCode(Purpose purpose, String userId, String hash, Instant expiresAt) {
    /** What a code allows. */
    public enum Purpose {
        /** To confirm an e-mail address. */
        CONFIRM,
        /** To set a new password. */
        RESET
    }

    /** Without the hash, from which eight letters can be found. */
    @Override
    public String toString() {
        return "SentCode[%s, %s]".formatted(purpose, userId);
    }
}
