package com.ieltsaiprep.api.platform.password;

import org.jspecify.annotations.Nullable;

import java.util.random.RandomGenerator;

/** Password hasher: only hashes of passwords are stored. Safe for concurrent use. */
public interface Passwords {
    /**
     * Creates a password hasher with Argon2id.
     *
     * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
     */
    static Passwords argon2id(RandomGenerator random) {
        return new Argon2Passwords(random);
    }

    /** Hashes a password with a new random salt, for storage. */
    String hash(String password);

    /**
     * Compares a password with a stored hash; takes the same time if there is no hash.
     *
     * @param hash null for a user without an account, whose password never matches
     * @throws IllegalStateException if the hash is not one that {@link #hash} has returned
     */
    boolean matches(String password, @Nullable String hash);

    /** Returns whether a hash was made with other cost parameters than those of new hashes. */
    boolean isOutdated(String hash);
}
