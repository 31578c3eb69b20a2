package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.mail.Letter;
import com.ieltsaiprep.api.mail.Mail;

import java.util.function.Consumer;

/** Letters to people who have an account, in the way of nothing else. */
public final class Letters {
    private final Users users;
    private final Mail mail;
    private final Consumer<RuntimeException> unsent;

    /**
     * To these accounts.
     *
     * @param unsent is told if nobody knows the address
     */
    public Letters(Users users, Mail mail, Consumer<RuntimeException> unsent) {
        this.users = users;
        this.mail = mail;
        this.unsent = unsent;
    }

    /** Sends a letter if it can; never throws. */
    public void send(String userId, Letter letter) {
        try {
            users.nearby(userId).ifPresent(account -> mail.send(account.email(), letter));
        } catch (RuntimeException e) {
            unsent.accept(e);
        }
    }
}
