package com.ieltsaiprep.api.platform.secret;

import java.time.Instant;

/**
 * Stored form of a one-time code that was sent by e-mail.
 *
 * @param hash of the code
 * @param expiresAt the end of its validity, to the millisecond
 */
record EmailedCode(String hash, Instant expiresAt) {
    /** Creates the stored form of a code that is sent now. */
    static EmailedCode of(OneTimeCode code, Instant now) {
        return new EmailedCode(code.hash(), now.plus(EmailedCodes.LIFETIME));
    }

    /** Returns a constant text: logs must not hold the hash, from which the code can be found. */
    @Override
    public String toString() {
        return "EmailedCode";
    }
}
