package com.ieltsaiprep.api.platform.mail;

/** Sends letters. */
public interface EmailSender {
    /**
     * Sends a letter.
     *
     * @return whether it is on its way; if not, the operators know
     */
    boolean send(EmailAddress to, EmailMessage message);

    /**
     * Does as if it sent a letter, with the same work, and sends none.
     *
     * @return whether it would be on its way
     */
    boolean pretend(EmailMessage message);
}
