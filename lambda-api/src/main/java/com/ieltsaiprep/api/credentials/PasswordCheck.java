package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.account.Users;
import com.ieltsaiprep.api.credentials.Passwords.Verdict;

import java.util.Optional;

/** Asks somebody who is signed in for their password again. */
public final class PasswordCheck {
    private final Users users;
    private final Passwords passwords;

    /** Somebody whose password was right. */
    public record Proven(Account account, StoredCredentials credentials) {}

    public PasswordCheck(Users users, Passwords passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    /** The person, if the password is right. */
    public Optional<Proven> check(String userId, String password) {
        Optional<Proven> person =
                users.account(userId)
                        .flatMap(
                                account ->
                                        users.credentials(account.email())
                                                .filter(
                                                        credentials ->
                                                                credentials.userId().equals(userId))
                                                .map(
                                                        credentials ->
                                                                new Proven(account, credentials)));
        String hash = person.map(found -> found.credentials().passwordHash()).orElse(null);
        Verdict verdict = passwords.verify(password, hash);
        return person.filter(_ -> verdict != Verdict.WRONG);
    }
}
