package com.ieltsaiprep.api.platform.password;

import org.jspecify.annotations.Nullable;

/** Hashes passwords so that what is kept does not tell them. */
public interface Passwords {
    /** What came of comparing a password with a hash. */
    enum Verdict {
        /** It is another, or there is no hash. */
        WRONG,
        /** It is the one. */
        RIGHT,
        /** It is the one, but should be hashed anew: we now hash with more effort. */
        RIGHT_BUT_OUTDATED
    }

    /** What to keep of a password. */
    String hash(String password);

    /**
     * Whether a password is the one.
     *
     * @param hash what was kept; null if there is none, and then the work is the same
     * @throws IllegalStateException if it is not what {@link #hash} answers
     */
    Verdict verify(String password, @Nullable String hash);
}
