package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.AccountParts;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.account.Users;
import com.ieltsaiprep.api.credentials.Passwords.Verdict;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.session.IssuedTokens;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Lets people in by their password. */
public final class PasswordSignIn {
    private final Users users;
    private final Passwords passwords;
    private final Tokens tokens;
    private final InstantSource clock;

    /**
     * Somebody whose password was right.
     *
     * @param at when it was shown
     */
    record Proven(String userId, Instant at) {}

    public PasswordSignIn(AccountParts parts, InstantSource clock) {
        this.users = parts.records().users();
        this.passwords = parts.passwords();
        this.tokens = parts.tokens();
        this.clock = clock;
    }

    /**
     * Compares a password. The work is the same whether or not there is an account.
     *
     * @return empty if there is none, or no longer, or that is not its password
     */
    Optional<Proven> check(EmailAddress email, String password) {
        Instant began = clock.instant();
        Optional<StoredCredentials> credentials = users.credentials(email);
        Verdict verdict =
                passwords.verify(
                        password, credentials.map(StoredCredentials::passwordHash).orElse(null));
        if (credentials.isEmpty() || verdict == Verdict.WRONG) {
            return Optional.empty();
        }
        if (verdict == Verdict.RIGHT_BUT_OUTDATED) {
            users.rehash(credentials.get(), passwords.hash(password));
        }
        return proven(credentials.get().userId(), began);
    }

    /** Unless the password was changed, or the account deleted, while it was compared. */
    private Optional<Proven> proven(String userId, Instant began) {
        return users.account(userId)
                .filter(account -> account.standing().allows(began))
                .map(_ -> new Proven(userId, began));
    }

    /** Begins a sign-in. */
    IssuedTokens begin(Proven person, String device) {
        return tokens.issue(person.userId(), device, person.at());
    }
}
