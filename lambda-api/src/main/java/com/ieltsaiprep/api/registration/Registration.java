package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.secret.EmailedCodes;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Registration of an account, stored under the hash of a secret that only the registering device
 * has. It reserves nothing: several may be pending for one e-mail address, and none excludes
 * another.
 */
sealed interface Registration {
    /** Returns the codes that were sent to confirm the address. */
    EmailedCodes codes();

    /**
     * A registration whose code was not presented yet.
     *
     * @param key the hash of the secret
     * @param credentials those of the account to be
     * @param name null if none was given
     * @param consent given at the time of the registration
     * @param expiresAt when it is deleted
     */
    record Pending(
            String key,
            StoredCredentials credentials,
            @Nullable String name,
            Consent consent,
            EmailedCodes codes,
            Instant expiresAt)
            implements Registration {
        boolean isExpired(Instant now) {
            return !expiresAt.isAfter(now);
        }

        /** Creates the account of a registration that is confirmed now. */
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

        /** Omits all personal data. */
        @Override
        public String toString() {
            return "Pending[" + credentials.userId() + "]";
        }
    }

    /** A registration that has become an account; no personal data is left in it. */
    record Confirmed(EmailedCodes codes) implements Registration {}
}
