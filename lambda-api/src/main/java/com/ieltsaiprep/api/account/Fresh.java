package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.session.Secrets;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * What nobody can guess.
 *
 * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
 */
record Fresh(RandomGenerator random) {
    private static final long VERSION = 0xf000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0xc000_0000_0000_0000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    /** A random UUID (RFC 9562, version 4). */
    String userId() {
        return new UUID(
                        (random.nextLong() & ~VERSION) | VERSION_4,
                        (random.nextLong() & ~VARIANT) | VARIANT_2)
                .toString();
    }

    /** 256 random bits, in base64url. */
    String secret() {
        return new Secrets(random).next(Secrets.SECRET_BYTES);
    }

    EmailCode code() {
        return EmailCode.next(random);
    }
}
