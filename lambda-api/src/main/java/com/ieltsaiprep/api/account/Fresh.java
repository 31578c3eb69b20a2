package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.session.Secrets;

import java.util.random.RandomGenerator;

/**
 * What nobody can guess.
 *
 * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
 */
record Fresh(RandomGenerator random) {
    /** A random UUID (RFC 9562, version 4). */
    String userId() {
        return new Secrets(random).nextUuid().toString();
    }

    /** 256 random bits, in base64url. */
    String secret() {
        return new Secrets(random).next(Secrets.SECRET_BYTES);
    }

    EmailCode code() {
        return EmailCode.next(random);
    }
}
