package com.ieltsaiprep.api.platform.secret;

import com.ieltsaiprep.common.Sha256;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Generator of tokens, ids and codes that cannot be guessed. Only hashes of tokens are stored; 256
 * random bits need no salt.
 */
public final class TokenGenerator {
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 16;

    private final RandomGenerator random;

    /**
     * Creates a generator.
     *
     * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
     */
    public TokenGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** Returns 256 random bits as 43 characters of base64url. */
    public String nextSecret() {
        return next(SECRET_BYTES);
    }

    /** Returns 128 random bits as 22 characters of base64url. */
    public String nextId() {
        return next(ID_BYTES);
    }

    private String next(int bytes) {
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
    }

    /** Returns random characters of an alphabet. */
    public String next(String alphabet, int length) {
        StringBuilder fresh = new StringBuilder(length);
        while (fresh.length() < length) {
            fresh.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return fresh.toString();
    }

    /** Returns a random UUID (RFC 9562, version 4) as text. */
    public String nextUuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }

    /** Returns the SHA-256 of a token, 64 hexadecimal digits. */
    public static String hash(String secret) {
        return Sha256.hex(secret);
    }

    /** Compares two hashes in constant time. */
    public static boolean matches(String hash, String other) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Compares a hash with each of several in constant time. */
    public static boolean matchesAny(Collection<String> hashes, String hash) {
        return hashes.stream().filter(it -> matches(it, hash)).count() > 0;
    }
}
