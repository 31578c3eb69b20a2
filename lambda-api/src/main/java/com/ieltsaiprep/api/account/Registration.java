package com.ieltsaiprep.api.account;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * An account that somebody has asked for, kept under the hash of a secret that only the asking
 * device has. It reserves nothing: many may wait for one address, and nobody keeps another out.
 */
public sealed interface Registration {
    /** What was sent to confirm the address. */
    SentCodes codes();

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
            Login login,
            @Nullable String name,
            Consent consent,
            SentCodes codes,
            Instant expiresAt)
            implements Registration {
        boolean isOver(Instant now) {
            return !expiresAt.isAfter(now);
        }

        /** What becomes of it. */
        Account account(Instant now) {
            return new Account(
                    login.userId(),
                    login.email(),
                    name,
                    consent.at(),
                    List.of(consent),
                    now,
                    Instant.EPOCH);
        }

        /** Says nothing of the person. */
        @Override
        public String toString() {
            return "Waiting[" + login.userId() + "]";
        }
    }

    /** It is an account, of which nothing is kept here. */
    record Confirmed(SentCodes codes) implements Registration {}
}
