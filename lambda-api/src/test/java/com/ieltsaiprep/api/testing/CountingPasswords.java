package com.ieltsaiprep.api.testing;

import com.ieltsaiprep.api.platform.password.Passwords;

import org.jspecify.annotations.Nullable;

/** Fake password hasher that is quick, and counts its hashes. */
public final class CountingPasswords implements Passwords {
    private int hashes;
    private int version = 1;
    private Runnable duringNextComparison = () -> {};
    private Runnable duringNextHash = () -> {};

    /** Returns the number of hashes computed since the last call. */
    public int takeCount() {
        int count = hashes;
        hashes = 0;
        return count;
    }

    /** Marks all earlier hashes as outdated. */
    public void outdateHashes() {
        version++;
    }

    /** Runs an action during the next password comparison. */
    public void duringNextComparison(Runnable action) {
        duringNextComparison = action;
    }

    /** Runs an action while the next hash of a new password is computed. */
    public void duringNextHash(Runnable action) {
        duringNextHash = action;
    }

    @Override
    public String hash(String password) {
        hashes++;
        Runnable action = duringNextHash;
        duringNextHash = () -> {};
        action.run();
        return version + ":" + new StringBuilder(password).reverse();
    }

    @Override
    public boolean matches(String password, @Nullable String hash) {
        hashes++;
        Runnable action = duringNextComparison;
        duringNextComparison = () -> {};
        action.run();
        return hash != null && hash.endsWith(":" + new StringBuilder(password).reverse());
    }

    @Override
    public boolean isOutdated(String hash) {
        return !hash.startsWith(version + ":");
    }
}
