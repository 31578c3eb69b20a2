package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.mail.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * By what a person signs in. It is kept under the e-mail address, and so makes it unique.
 *
 * @param userId whose it is, or will be
 * @param passwordHash as {@link com.ieltsaiprep.api.password.Passwords} made it
 * @param registration what becomes of it once the address is confirmed; null if it is
 */
public record Login(
        EmailAddress email,
        String userId,
        String passwordHash,
        @Nullable Registration registration) {
    /**
     * What a person said when they asked for an account.
     *
     * @param name null if they gave none
     * @param consent also the time at which they asked
     * @param expiresAt when the address is free again
     */
    public record Registration(@Nullable String name, Consent consent, Instant expiresAt) {
        /** Says nothing of the person. */
        @Override
        public String toString() {
            return "Registration";
        }
    }

    /** Whether nobody confirmed it in time. */
    boolean isOver(Instant now) {
        return registration != null && !registration.expiresAt().isAfter(now);
    }

    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "Login[" + userId + "]";
    }
}
