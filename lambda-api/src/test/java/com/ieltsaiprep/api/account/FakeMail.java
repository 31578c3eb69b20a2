package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;

import java.util.ArrayList;
import java.util.List;

/** A mailbox for everybody. */
final class FakeMail implements EmailSender {
    private final List<Sent> sent = new ArrayList<>();
    private boolean broken;
    private int pretended;

    record Sent(EmailAddress to, EmailMessage message) {}

    @Override
    public boolean send(EmailAddress to, EmailMessage message) {
        if (!broken) {
            sent.add(new Sent(to, message));
        }
        return !broken;
    }

    @Override
    public boolean pretend(EmailMessage message) {
        pretended++;
        return !broken;
    }

    /** How many letters were not sent on purpose. */
    int pretended() {
        return pretended;
    }

    void setBroken(boolean broken) {
        this.broken = broken;
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    EmailMessage last() {
        return sent.getLast().message();
    }

    /** The code in the last letter. */
    String code() {
        return switch (last()) {
            case EmailMessage.ConfirmAddress(String code) -> code;
            case EmailMessage.ResetPassword(String code) -> code;
            case EmailMessage message -> throw new AssertionError("no code in " + message);
        };
    }
}
