package com.ieltsaiprep.api.platform.secret;

import java.util.random.RandomGenerator;

/**
 * What nobody can guess.
 *
 * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
 */
public record IdGenerator(RandomGenerator random) {
    /** A random UUID (RFC 9562, version 4). */
    public String userId() {
        return new TokenGenerator(random).nextUuid().toString();
    }

    /** 256 random bits, in base64url. */
    public String secret() {
        return new TokenGenerator(random).next(TokenGenerator.SECRET_BYTES);
    }

    public OneTimeCode code() {
        return OneTimeCode.next(random);
    }
}
