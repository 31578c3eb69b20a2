package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.password.Passwords;

import java.util.Optional;

/** Password check of a signed-in user: verifies the password once more before a critical change. */
public final class PasswordCheck {
    private final DynamoAccounts accounts;
    private final Passwords passwords;

    /** An account whose password was verified. */
    record Verified(Account account, StoredCredentials credentials) {}

    /** Creates a password check that compares passwords with the hashes in the account store. */
    public PasswordCheck(DynamoAccounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** Verifies a user's password; returns the account, or empty if the password is wrong. */
    public Optional<Account> account(String userId, String password) {
        return verify(userId, password).map(Verified::account);
    }

    /** Verifies a password, and returns the credentials too. */
    Optional<Verified> verify(String userId, String password) {
        Optional<Verified> found =
                accounts.find(userId)
                        .flatMap(
                                account ->
                                        accounts.credentials(account.email())
                                                .filter(it -> it.userId().equals(userId))
                                                .map(it -> new Verified(account, it)));
        String hash = found.map(it -> it.credentials().passwordHash()).orElse(null);
        boolean matches = passwords.matches(password, hash);
        return found.filter(_ -> matches);
    }
}
