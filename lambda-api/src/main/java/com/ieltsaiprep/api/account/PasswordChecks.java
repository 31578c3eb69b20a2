package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.password.Passwords;
import com.ieltsaiprep.api.password.Passwords.Verdict;

import java.util.Optional;

/** Asks somebody who is signed in for their password again. */
final class PasswordChecks {
    private final Users users;
    private final Passwords passwords;

    /** Somebody whose password was right. */
    record Proven(Account account, Login login) {}

    PasswordChecks(Users users, Passwords passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    /** The person, if the password is right. */
    Optional<Proven> check(String userId, String password) {
        Optional<Proven> person =
                users.account(userId)
                        .flatMap(
                                account ->
                                        users.login(account.email())
                                                .filter(login -> login.userId().equals(userId))
                                                .map(login -> new Proven(account, login)));
        String hash = person.map(found -> found.login().passwordHash()).orElse(null);
        Verdict verdict = passwords.verify(password, hash);
        return person.filter(_ -> verdict != Verdict.WRONG);
    }
}
