package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;

/** Mailer to account holders, by account id; never fails the request that it informs about. */
final class AccountMailer {
    private final DynamoAccounts accounts;
    private final EmailSender emailSender;
    private final OperationalEvents events;

    AccountMailer(DynamoAccounts accounts, EmailSender emailSender, OperationalEvents events) {
        this.accounts = accounts;
        this.emailSender = emailSender;
        this.events = events;
    }

    /** Sends an e-mail to the account's address, if there is one; never throws. */
    void send(String userId, EmailMessage message) {
        try {
            accounts.findNearby(userId)
                    .ifPresent(account -> emailSender.send(account.email(), message));
        } catch (RuntimeException e) {
            events.emailNotSent(e);
        }
    }
}
