package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.PasswordChecks.Proven;
import com.ieltsaiprep.api.mail.Letter;
import com.ieltsaiprep.api.mail.Mail;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Deletes people's accounts with all that is held of them. It may fail at any step, and then may be
 * asked for again until the account itself is gone.
 */
final class Deletions {
    private final PasswordChecks checks;
    private final Users users;
    private final List<Holding> holdings;
    private final Tokens tokens;
    private final Mail mail;
    private final InstantSource clock;

    Deletions(AccountParts parts, InstantSource clock) {
        this.checks = new PasswordChecks(parts.users(), parts.passwords());
        this.users = parts.users();
        this.holdings = parts.holdings();
        this.tokens = parts.tokens();
        this.mail = parts.mail();
        this.clock = clock;
    }

    /**
     * Deletes an account.
     *
     * @return whether it was done; otherwise that is not its password
     */
    boolean delete(String userId, String password) {
        Optional<Proven> person = checks.check(userId, password);
        person.ifPresent(proven -> delete(proven.account()));
        return person.isPresent();
    }

    private void delete(Account account) {
        erase(account);
        users.delete(account, clock.instant());
        tokens.endAll(account.userId());
        // Once more: somebody may have written while the account was still there.
        erase(account);
        mail.send(account.email(), new Letter.AccountDeleted());
    }

    private void erase(Account account) {
        holdings.forEach(holding -> holding.erase(account.userId()));
    }
}
