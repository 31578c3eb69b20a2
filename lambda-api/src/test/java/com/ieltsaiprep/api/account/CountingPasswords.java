package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.password.Passwords;

import org.jspecify.annotations.Nullable;

/** Passwords that are quick to hash, and tell how often one was. */
final class CountingPasswords implements Passwords {
    private int work;
    private int version = 1;
    private Runnable duringNextVerification = () -> {};

    /** How many hashes were made since the last time. */
    int work() {
        int done = work;
        work = 0;
        return done;
    }

    /** From now on hashes are made with more effort. */
    void raiseEffort() {
        version++;
    }

    /** Something that happens while a password is compared. */
    void duringNextVerification(Runnable action) {
        duringNextVerification = action;
    }

    @Override
    public String hash(String password) {
        work++;
        return version + ":" + new StringBuilder(password).reverse();
    }

    @Override
    public Verdict verify(String password, @Nullable String hash) {
        work++;
        Runnable action = duringNextVerification;
        duringNextVerification = () -> {};
        action.run();
        if (hash == null || !hash.endsWith(":" + new StringBuilder(password).reverse())) {
            return Verdict.WRONG;
        }
        return hash.startsWith(version + ":") ? Verdict.RIGHT : Verdict.RIGHT_BUT_OUTDATED;
    }
}
