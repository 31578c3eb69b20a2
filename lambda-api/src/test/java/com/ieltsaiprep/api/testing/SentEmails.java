package com.ieltsaiprep.api.testing;

import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;

import java.util.ArrayList;
import java.util.List;

/** Fake e-mail sender that records sent messages. */
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

    /** Returns the number of simulated e-mails. */
    public int pretended() {
        return pretended;
    }

    /** Sets whether sending fails. */
    public void setBroken(boolean broken) {
        this.broken = broken;
    }

    /** Returns all sent messages. */
    public List<Sent> all() {
        return List.copyOf(sent);
    }

    /** Returns the last sent message. */
    public EmailMessage last() {
        return sent.getLast().message();
    }

    /** Returns the subject of the last sent message. */
    public String lastSubject() {
        return last().subject();
    }

    /** Returns the code in the last sent message. */
    public String code() {
        return last().paragraphs().stream()
                .filter(it -> it.matches("[A-Z]{4}-[A-Z]{4}"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no code in " + last()));
    }
}
