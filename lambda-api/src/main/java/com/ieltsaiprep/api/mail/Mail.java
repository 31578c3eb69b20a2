package com.ieltsaiprep.api.mail;

/** Sends letters. */
@FunctionalInterface
public interface Mail {
    /**
     * Sends a letter.
     *
     * @return whether it is on its way; if not, the operators know
     */
    boolean send(EmailAddress to, Letter letter);
}
