package com.ieltsaiprep.api.platform.password;

import org.jspecify.annotations.Nullable;

import java.util.random.RandomGenerator;

/** Password hasher: only hashes of passwords are stored. Safe for concurrent use. */
public interface Passwords {
    /**
     * Creates a hasher with Argon2id.
     *
     * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
     */
    static Passwords argon2id(RandomGenerator random) {
        return new Argon2Passwords(random);
    }

    /** Hashes a password. */
    String hash(String password);

    /**
     * Compares a password with a stored hash, in the same time if there is none.
     *
     * @param hash null if there is none
     * @throws IllegalStateException if it is not a hash that {@link #hash} has returned
     */
    boolean matches(String password, @Nullable String hash);

    /** Returns whether a hash was made with less effort than is made today. */
    boolean isOutdated(String hash);
}
