package com.ieltsaiprep.api.platform.secret;

import com.ieltsaiprep.common.Sha256;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Generator of random tokens, ids and codes that cannot be guessed, and of the hashes that are
 * stored in place of tokens. The hashes need no salt, since a token has 256 random bits.
 */
public final class TokenGenerator {
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 16;

    private final RandomGenerator random;

    /**
     * Creates a generator of tokens, ids and codes from a source of randomness.
     *
     * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
     */
    public TokenGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a new secret: 256 random bits as 43 characters of base64url. */
    public String nextSecret() {
        return next(SECRET_BYTES);
    }

    /** Returns a new id: 128 random bits as 22 characters of base64url. */
    public String nextId() {
        return next(ID_BYTES);
    }

    private String next(int bytes) {
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
    }

    /** Returns a text of {@code length} random characters from an alphabet. */
    public String next(String alphabet, int length) {
        StringBuilder fresh = new StringBuilder(length);
        while (fresh.length() < length) {
            fresh.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return fresh.toString();
    }

    /** Returns a new random UUID (RFC 9562, version 4) as text. */
    public String nextUuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }

    /**
     * Returns a new UUID (RFC 9562, version 7) as text: as text, later ones sort after earlier ones
     * of another millisecond.
     */
    public String nextUuid(Instant now) {
        long high = now.toEpochMilli() << 16 | 0x7000L | (random.nextLong() & 0xFFFL);
        long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }

    /** Returns the SHA-256 hash of a token, as 64 hexadecimal digits. */
    public static String hash(String secret) {
        return Sha256.hex(secret);
    }

    /** Returns whether two hashes are equal; compares them in constant time. */
    public static boolean matches(String hash, String other) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns whether {@code hash} is one of {@code hashes}; compares in constant time. */
    public static boolean matchesAny(Collection<String> hashes, String hash) {
        return hashes.stream().filter(it -> matches(it, hash)).count() > 0;
    }
}
