package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.password.Passwords;

import java.time.Instant;
import java.util.Optional;

/** Verification of passwords at sign-in. */
final class PasswordSignIn {
    private final DynamoCredentials store;
    private final Passwords passwords;

    PasswordSignIn(DynamoCredentials store, Passwords passwords) {
        this.store = store;
        this.passwords = passwords;
    }

    /**
     * Verifies a password. The work is the same whether or not there is an account.
     *
     * @param credentials those of the e-mail address; empty if it has no account
     * @param at when the password was presented
     * @return empty if there is no account, or this is not its password
     */
    Optional<VerifiedLogin> verify(
            Optional<StoredCredentials> credentials, String password, Instant at) {
        String hash = credentials.map(StoredCredentials::passwordHash).orElse(null);
        boolean matches = passwords.matches(password, hash);
        if (credentials.isEmpty() || !matches) {
            return Optional.empty();
        }
        if (passwords.isOutdated(credentials.get().passwordHash())) {
            store.rehash(credentials.get(), passwords.hash(password));
        }
        return Optional.of(new VerifiedLogin(credentials.get().userId(), at));
    }
}
