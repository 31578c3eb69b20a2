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

    /**
     * Somebody whose password was right.
     *
     * @param at when it was shown
     */
    record Proven(String userId, Instant at) {}

    SignIns(AccountParts parts, InstantSource clock) {
        this.users = parts.stores().users();
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
        Optional<Login> login = users.login(email);
        Verdict verdict = passwords.verify(password, login.map(Login::passwordHash).orElse(null));
        if (login.isEmpty() || verdict == Verdict.WRONG) {
            return Optional.empty();
        }
        if (verdict == Verdict.RIGHT_BUT_OUTDATED) {
            users.rehash(login.get(), passwords.hash(password));
        }
        return proven(login.get().userId(), began);
    }

    /** Unless the password was changed, or the account deleted, while it was compared. */
    private Optional<Proven> proven(String userId, Instant began) {
        return users.account(userId)
                .filter(account -> account.standing().allows(began))
                .map(_ -> new Proven(userId, began));
    }

    /** Begins a sign-in. */
    Issued begin(Proven person, String device) {
        return tokens.issue(person.userId(), device, person.at());
    }
}
