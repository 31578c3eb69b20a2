package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.password.Passwords;

import java.util.Optional;

/** Re-authentication: verifies the password of a signed-in user once more. */
public final class PasswordCheck {
    private final DynamoAccounts accounts;
    private final Passwords passwords;

    /** An account whose password was verified. */
    record Verified(Account account, StoredCredentials credentials) {}

    /** Creates a check. */
    public PasswordCheck(DynamoAccounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** Verifies a password; empty if it is not the account's, or there is no account. */
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
