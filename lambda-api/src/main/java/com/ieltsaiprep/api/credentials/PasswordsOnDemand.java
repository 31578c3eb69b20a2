package com.ieltsaiprep.api.credentials;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * Makes what hashes passwords for the first of them: it is large, and few requests have a password.
 */
public final class PasswordsOnDemand implements Passwords {
    private final Supplier<Passwords> make;
    private @Nullable Passwords made;

    /** With how to make it. */
    public PasswordsOnDemand(Supplier<Passwords> make) {
        this.make = make;
    }

    @Override
    public String hash(String password) {
        return passwords().hash(password);
    }

    @Override
    public Verdict verify(String password, @Nullable String hash) {
        return passwords().verify(password, hash);
    }

    private synchronized Passwords passwords() {
        if (made == null) {
            made = make.get();
        }
        return made;
    }
}
