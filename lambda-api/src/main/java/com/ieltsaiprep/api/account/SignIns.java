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

    /** What came of a password. */
    sealed interface Outcome {
        /**
         * It is right.
         *
         * @param at when it was shown
         */
        record Proven(String userId, Instant at) implements Outcome {}

        /** It is right, but the address is not confirmed. */
        record Unconfirmed() implements Outcome {}

        /** There is no such account, or no longer, or that is not its password. */
        record Refused() implements Outcome {}
    }

    SignIns(AccountParts parts, InstantSource clock) {
        this.users = parts.users();
        this.passwords = parts.passwords();
        this.tokens = parts.tokens();
        this.clock = clock;
    }

    /** Compares a password. The work is the same whether or not there is an account. */
    Outcome check(EmailAddress email, String password) {
        Instant began = clock.instant();
        Optional<Login> login = users.login(email).filter(found -> !found.isOver(began));
        Verdict verdict = passwords.verify(password, login.map(Login::passwordHash).orElse(null));
        if (login.isEmpty() || verdict == Verdict.WRONG) {
            return new Outcome.Refused();
        }
        if (login.get().registration() != null) {
            return new Outcome.Unconfirmed();
        }
        if (verdict == Verdict.RIGHT_BUT_OUTDATED) {
            users.rehash(login.get(), passwords.hash(password));
        }
        return proven(login.get().userId(), began);
    }

    /** Unless the password was changed, or the account deleted, while it was compared. */
    private Outcome proven(String userId, Instant began) {
        return users.account(userId)
                .filter(account -> !account.sessionsValidAfter().isAfter(began))
                .<Outcome>map(_ -> new Outcome.Proven(userId, began))
                .orElseGet(Outcome.Refused::new);
    }

    /** Begins a sign-in. */
    Issued begin(Outcome.Proven person, String device) {
        return tokens.issue(person.userId(), device, person.at());
    }
}
