package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.AccountParts;
import com.ieltsaiprep.api.account.CleanupFailures;
import com.ieltsaiprep.api.account.Users;
import com.ieltsaiprep.api.credentials.PasswordCheck;
import com.ieltsaiprep.api.credentials.PasswordCheck.Proven;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Deletes people's accounts with all that is held of them. The account goes last: until then the
 * person is signed in, and may ask again if a step failed. What fails after that cannot be asked
 * for again, and is left to the operators.
 */
public final class AccountDeletion {
    private final PasswordCheck checks;
    private final Users users;
    private final PersonalDataErasure erasure;
    private final CleanupFailures cleanupFailures;
    private final EmailSender emailSender;
    private final InstantSource clock;

    public AccountDeletion(AccountParts parts, InstantSource clock) {
        this.checks = new PasswordCheck(parts.records().users(), parts.passwords());
        this.users = parts.records().users();
        this.erasure = new PersonalDataErasure(parts.stores(), parts.tokens()::endAll);
        this.cleanupFailures = parts.cleanupFailures();
        this.emailSender = parts.emailSender();
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
            cleanupFailures.left(CleanupFailures.What.DELETION, account.userId(), e);
        }
        emailSender.send(account.email(), new EmailMessage.AccountDeleted());
    }

    /** A write whose answer was lost may have been done. */
    private void bury(Account account) {
        try {
            users.delete(account, clock.instant());
        } catch (RuntimeException e) {
            cleanupFailures.left(CleanupFailures.What.DELETION, account.userId(), e);
            throw e;
        }
    }
}
