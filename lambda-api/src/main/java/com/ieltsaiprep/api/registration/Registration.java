package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.account.StudyGoal;
import com.ieltsaiprep.api.platform.secret.EmailedCodes;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Registration of an account, stored under the hash of a secret that only the registering device
 * has. A registration reserves nothing: several may be pending for one e-mail address, and none
 * excludes another.
 */
sealed interface Registration {
    /** Returns the codes that were e-mailed to confirm the address of the registration. */
    EmailedCodes codes();

    /**
     * Registration whose code was not presented yet.
     *
     * @param key the hash of the registering device's secret
     * @param credentials those of the account to be
     * @param name of the user; null if none was given
     * @param consent given at the time of the registration
     * @param expiresAt when the registration is deleted
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
                    Instant.EPOCH,
                    StudyGoal.NONE);
        }

        /** Returns only the id of the future account, so that logs hold no personal data. */
        @Override
        public String toString() {
            return "Pending[" + credentials.userId() + "]";
        }
    }

    /** Registration that has become an account; no personal data is left in it. */
    record Confirmed(EmailedCodes codes) implements Registration {}
}
