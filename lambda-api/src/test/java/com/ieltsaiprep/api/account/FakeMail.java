package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.mail.Letter;
import com.ieltsaiprep.api.mail.Mail;

import java.util.ArrayList;
import java.util.List;

/** A mailbox for everybody. */
final class FakeMail implements Mail {
    private final List<Sent> sent = new ArrayList<>();
    private boolean broken;
    private int pretended;

    record Sent(EmailAddress to, Letter letter) {}

    @Override
    public boolean send(EmailAddress to, Letter letter) {
        if (!broken) {
            sent.add(new Sent(to, letter));
        }
        return !broken;
    }

    @Override
    public boolean pretend(Letter letter) {
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

    Letter last() {
        return sent.getLast().letter();
    }

    /** The code in the last letter. */
    String code() {
        return switch (last()) {
            case Letter.ConfirmAddress(String code) -> code;
            case Letter.ResetPassword(String code) -> code;
            case Letter letter -> throw new AssertionError("no code in " + letter);
        };
    }
}
