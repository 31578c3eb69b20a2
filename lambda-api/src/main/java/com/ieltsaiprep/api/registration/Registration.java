package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.secret.EmailedCodes;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * An account that somebody has asked for, kept under the hash of a secret that only the asking
 * device has. It reserves nothing: many may wait for one address, and nobody keeps another out.
 */
public sealed interface Registration {
    /** What was sent to confirm the address. */
    EmailedCodes codes();

    /**
     * Nobody has shown the code yet.
     *
     * @param key the hash of the secret
     * @param login what will be kept under the address
     * @param name null if they gave none
     * @param consent also the time at which they asked
     * @param expiresAt when it is forgotten
     */
    record Waiting(
            String key,
            StoredCredentials credentials,
            @Nullable String name,
            Consent consent,
            EmailedCodes codes,
            Instant expiresAt)
            implements Registration {
        boolean isOver(Instant now) {
            return !expiresAt.isAfter(now);
        }

        /** What becomes of it. */
        Account account(Instant now) {
            return new Account(
                    credentials.userId(),
                    credentials.email(),
                    name,
                    consent.at(),
                    List.of(consent),
                    now,
                    Instant.EPOCH);
        }

        /** Says nothing of the person. */
        @Override
        public String toString() {
            return "Waiting[" + credentials.userId() + "]";
        }
    }

    /** It is an account, of which nothing is kept here. */
    record Confirmed(EmailedCodes codes) implements Registration {}
}
