package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.credentials.PasswordCheck;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Deletion of an account with all of its data. The account itself is deleted last, leaving a
 * tombstone: until then the user is signed in and can repeat a deletion that failed. What fails
 * after that is reported to the operators.
 */
final class AccountDeletion {
    private final PasswordCheck check;
    private final DynamoProfiles store;
    private final PersonalData data;
    private final OperationalEvents events;
    private final EmailSender emailSender;
    private final InstantSource clock;

    AccountDeletion(
            PasswordCheck check,
            DynamoProfiles store,
            PersonalData data,
            OperationalEvents events,
            EmailSender emailSender,
            InstantSource clock) {
        this.check = check;
        this.store = store;
        this.data = data;
        this.events = events;
        this.emailSender = emailSender;
        this.clock = clock;
    }

    /** Deletes an account; returns false if the password is wrong. */
    boolean delete(String userId, String password) {
        Optional<Account> account = check.account(userId, password);
        account.ifPresent(this::delete);
        return account.isPresent();
    }

    private void delete(Account account) {
        data.erase(account.userId());
        leaveTombstone(account);
        try {
            data.eraseDeleted(account.userId());
        } catch (RuntimeException e) {
            events.deletionIncomplete(account.userId(), e);
        }
        emailSender.send(account.email(), EmailMessage.accountDeleted());
    }

    /** A write whose response was lost may have been done. */
    private void leaveTombstone(Account account) {
        try {
            store.delete(account, clock.instant());
        } catch (RuntimeException e) {
            events.deletionIncomplete(account.userId(), e);
            throw e;
        }
    }
}
