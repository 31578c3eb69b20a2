package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.mail.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Account of a user whose e-mail address is confirmed. The hash of the password is stored apart, in
 * the {@link StoredCredentials}.
 *
 * @param name null if there is none
 * @param ageConfirmedAt when the user confirmed to be 16 or older
 * @param consents in the order in which they were given, at least one
 * @param createdAt when the address was confirmed
 * @param sessionsValidAfter sessions that began before this time, to the millisecond, are revoked
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

    /** Returns the validity of its sessions. */
    public SessionValidity sessionValidity() {
        return new SessionValidity(false, sessionsValidAfter);
    }

    /** Returns the consent that holds, the newest. */
    public Consent consent() {
        return consents.getLast();
    }

    /** Omits all personal data. */
    @Override
    public String toString() {
        return "Account[" + userId + "]";
    }
}
