package com.ieltsaiprep.api.platform.secret;

import com.ieltsaiprep.common.Sha256;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes secrets. What is kept of one is its hash: 256 random bits need no salt. */
public final class TokenGenerator {
    /** The bytes of a secret: 43 characters of base64url. */
    public static final int SECRET_BYTES = 32;

    /** The bytes of a name that cannot be guessed: 22 characters of base64url. */
    public static final int NAME_BYTES = 16;

    private final RandomGenerator random;

    /**
     * With a source of randomness.
     *
     * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
     */
    public TokenGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** Random bytes as base64url without padding. */
    public String next(int bytes) {
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
    }

    /** Random characters of an alphabet. */
    public String next(String alphabet, int length) {
        StringBuilder fresh = new StringBuilder(length);
        while (fresh.length() < length) {
            fresh.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return fresh.toString();
    }

    /** A random UUID (RFC 9562, version 4). */
    public UUID nextUuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low);
    }

    /** The SHA-256 of a text, 64 hexadecimal digits. */
    public static String hash(String secret) {
        return Sha256.hex(secret);
    }

    /** Whether two hashes are the same, in a time that does not tell where they differ. */
    public static boolean same(String hash, String other) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether a hash is among others; each is compared as {@link #same} does. */
    public static boolean among(Collection<String> hashes, String hash) {
        return hashes.stream().filter(it -> same(it, hash)).count() > 0;
    }
}
