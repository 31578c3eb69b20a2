package com.ieltsaiprep.api.testing;

import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;

import java.util.ArrayList;
import java.util.List;

/** Fake e-mail sender that keeps what was sent. */
public final class SentEmails implements EmailSender {
    private final List<Sent> sent = new ArrayList<>();
    private boolean broken;
    private int pretended;

    /** Sent e-mail. */
    public record Sent(EmailAddress to, EmailMessage message) {}

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

    /** Returns how many e-mails were not sent on purpose. */
    public int pretended() {
        return pretended;
    }

    /** Sets whether sending fails. */
    public void setBroken(boolean broken) {
        this.broken = broken;
    }

    /** Returns all that were sent. */
    public List<Sent> all() {
        return List.copyOf(sent);
    }

    /** Returns the message that was sent last. */
    public EmailMessage last() {
        return sent.getLast().message();
    }

    /** Returns the subject that was sent last. */
    public String lastSubject() {
        return last().subject();
    }

    /** Returns the code in the message that was sent last. */
    public String code() {
        return last().paragraphs().stream()
                .filter(it -> it.matches("[A-Z]{4}-[A-Z]{4}"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no code in " + last()));
    }
}
