package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.password.Passwords;
import com.ieltsaiprep.api.password.Passwords.Verdict;
import com.ieltsaiprep.api.session.Issued;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Lets people in by their password. */
final class SignIns {
    private final Users users;
    private final Passwords passwords;
    private final Tokens tokens;
    private final InstantSource clock;

    /** Somebody whose password was right. */
    record SignedIn(String userId, Issued issued) {}

    SignIns(AccountParts parts, InstantSource clock) {
        this.users = parts.stores().users();
        this.passwords = parts.passwords();
        this.tokens = parts.tokens();
        this.clock = clock;
    }

    /**
     * Begins a sign-in. The work is the same whether or not there is an account.
     *
     * @return empty if there is none, or no longer, or that is not its password
     */
    Optional<SignedIn> signIn(EmailAddress email, String password, String device) {
        Instant began = clock.instant();
        Optional<Login> login = users.login(email);
        Verdict verdict = passwords.verify(password, login.map(Login::passwordHash).orElse(null));
        if (login.isEmpty() || verdict == Verdict.WRONG) {
            return Optional.empty();
        }
        if (verdict == Verdict.RIGHT_BUT_OUTDATED) {
            users.rehash(login.get(), passwords.hash(password));
        }
        return signIn(login.get().userId(), device, began);
    }

    /** Unless the password was changed, or the account deleted, while it was compared. */
    private Optional<SignedIn> signIn(String userId, String device, Instant began) {
        return users.account(userId)
                .filter(account -> !account.sessionsValidAfter().isAfter(began))
                .map(_ -> new SignedIn(userId, tokens.issue(userId, device)));
    }
}
