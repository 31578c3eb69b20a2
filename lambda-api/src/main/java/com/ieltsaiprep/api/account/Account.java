package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.mail.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What is held of a person who has confirmed their address; the hash of the password is not here
 * but in their {@link StoredCredentials}.
 *
 * @param name null if there is none
 * @param ageConfirmedAt when they said that they are 16 or older
 * @param consents in the order in which they were given, at least one
 * @param createdAt when they confirmed the address
 * @param sessionsValidAfter sign-ins before this time, to the millisecond, are void
 */
public record Account(
        String userId,
        EmailAddress email,
        @Nullable String name,
        Instant ageConfirmedAt,
        List<Consent> consents,
        Instant createdAt,
        Instant sessionsValidAfter) {
    /** Copies the list. */
    public Account {
        consents = List.copyOf(consents);
        if (consents.isEmpty()) {
            throw new IllegalArgumentException("an account without consent");
        }
    }

    /** Which sign-ins are good. */
    public SessionValidity standing() {
        return new SessionValidity(false, sessionsValidAfter);
    }

    /** The consent that holds. */
    public Consent consent() {
        return consents.getLast();
    }

    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "Account[" + userId + "]";
    }
}
