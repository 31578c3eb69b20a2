package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.mail.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Account of a user whose e-mail address is confirmed. The hash of the password is not part of the
 * account; {@link StoredCredentials} has it.
 *
 * @param name of the user; null if the user gave none
 * @param ageConfirmedAt when the user confirmed to be 16 or older
 * @param consents of the user to the terms of service, oldest first; at least one
 * @param createdAt when the e-mail address was confirmed
 * @param sessionsValidAfter time, precise to 1 ms; sessions that began before it are revoked
 */
public record Account(
        String userId,
        EmailAddress email,
        @Nullable String name,
        Instant ageConfirmedAt,
        List<Consent> consents,
        Instant createdAt,
        Instant sessionsValidAfter,
        StudyGoal goal) {
    /** Copies the account's consents; throws IllegalArgumentException if there are none. */
    public Account {
        consents = List.copyOf(consents);
        if (consents.isEmpty()) {
            throw new IllegalArgumentException("an account without consent");
        }
    }

    /** Returns the rule that tells which sessions of this account are still valid. */
    public SessionValidity sessionValidity() {
        return new SessionValidity(false, sessionsValidAfter);
    }

    /** Returns the user's newest consent to the terms of service, which replaces older ones. */
    public Consent consent() {
        return consents.getLast();
    }

    /** Returns the account's id only, so that logs hold no personal data. */
    @Override
    public String toString() {
        return "Account[" + userId + "]";
    }
}
