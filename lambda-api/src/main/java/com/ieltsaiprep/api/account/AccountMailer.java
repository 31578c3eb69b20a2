package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;

import java.util.function.Consumer;

/** Letters to people who have an account, in the way of nothing else. */
public final class AccountMailer {
    private final Users users;
    private final EmailSender emailSender;
    private final Consumer<RuntimeException> unsent;

    /**
     * To these accounts.
     *
     * @param unsent is told if nobody knows the address
     */
    public AccountMailer(Users users, EmailSender emailSender, Consumer<RuntimeException> unsent) {
        this.users = users;
        this.emailSender = emailSender;
        this.unsent = unsent;
    }

    /** Sends a letter if it can; never throws. */
    public void send(String userId, EmailMessage message) {
        try {
            users.nearby(userId).ifPresent(account -> emailSender.send(account.email(), message));
        } catch (RuntimeException e) {
            unsent.accept(e);
        }
    }
}
