package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.PasswordChecks.Proven;
import com.ieltsaiprep.api.mail.Letter;
import com.ieltsaiprep.api.mail.Mail;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Deletes people's accounts with all that is held of them. The account goes last: until then the
 * person is signed in, and may ask again if a step failed. What fails after that cannot be asked
 * for again, and is left to the operators.
 */
final class Deletions {
    private final PasswordChecks checks;
    private final Users users;
    private final Erasure erasure;
    private final Leftovers leftovers;
    private final Mail mail;
    private final InstantSource clock;

    Deletions(AccountParts parts, InstantSource clock) {
        this.checks = new PasswordChecks(parts.stores().users(), parts.passwords());
        this.users = parts.stores().users();
        this.erasure = new Erasure(parts.holdings(), parts.tokens()::endAll);
        this.leftovers = parts.leftovers();
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
        erasure.begin(account.userId());
        bury(account);
        try {
            erasure.finish(account.userId());
        } catch (RuntimeException e) {
            leftovers.left(Leftovers.What.DELETION, account.userId(), e);
        }
        mail.send(account.email(), new Letter.AccountDeleted());
    }

    /** A write whose answer was lost may have been done. */
    private void bury(Account account) {
        try {
            users.delete(account, clock.instant());
        } catch (RuntimeException e) {
            leftovers.left(Leftovers.What.DELETION, account.userId(), e);
            throw e;
        }
    }
}
