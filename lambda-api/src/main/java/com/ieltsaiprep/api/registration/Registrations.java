package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.AccountParts;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.account.Users;
import com.ieltsaiprep.api.credentials.Passwords;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.platform.secret.EmailedCode;
import com.ieltsaiprep.api.platform.secret.EmailedCodes;
import com.ieltsaiprep.api.platform.secret.IdGenerator;
import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.registration.Registration.Confirmed;
import com.ieltsaiprep.api.registration.Registration.Waiting;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Makes accounts. A code counts on the device only that asked for it, and the account has the
 * password that was typed there: who gets a letter that another asked for cannot confirm the
 * other's password by it.
 */
public final class Registrations {
    static final Duration KEPT = Duration.ofDays(1);

    private final Users users;
    private final RegistrationStore store;
    private final Passwords passwords;
    private final EmailSender emailSender;
    private final InstantSource clock;
    private final IdGenerator fresh;

    public Registrations(AccountParts parts, InstantSource clock, IdGenerator fresh) {
        this.users = parts.records().users();
        this.store = parts.records().registrations();
        this.passwords = parts.passwords();
        this.emailSender = parts.emailSender();
        this.clock = clock;
        this.fresh = fresh;
    }

    /**
     * Sends a code to an address; or, to one that has an account, a letter that says so. What is
     * kept, and the work, are the same.
     *
     * @return the registration's secret; empty if no letter is on its way, and then registering
     *     again is the remedy
     */
    Optional<String> register(NewAccount wanted) {
        Instant now = clock.instant();
        String secret = fresh.secret();
        OneTimeCode code = fresh.code();
        store.put(
                new Waiting(
                        TokenGenerator.hash(secret),
                        new StoredCredentials(
                                wanted.email(), fresh.userId(), passwords.hash(wanted.password())),
                        wanted.name(),
                        new Consent(wanted.termsVersion(), now),
                        new EmailedCodes(List.of(EmailedCode.of(code, now))),
                        now.plus(KEPT)));
        return send(wanted.email(), code) ? Optional.of(secret) : Optional.empty();
    }

    private boolean send(EmailAddress email, OneTimeCode code) {
        EmailMessage message =
                users.credentials(email).isPresent()
                        ? new EmailMessage.AlreadyRegistered()
                        : new EmailMessage.ConfirmAddress(code.shown());
        return emailSender.send(email, message);
    }

    /**
     * Makes the account whose code it is.
     *
     * @return whether there is an account now; the same code may be shown again, since an answer
     *     may be lost
     */
    boolean confirm(String secret, OneTimeCode code) {
        Instant now = clock.instant();
        return store.attempt(TokenGenerator.hash(secret), now)
                .filter(registration -> registration.codes().include(code, now))
                .filter(registration -> isAccount(registration, now))
                .isPresent();
    }

    private boolean isAccount(Registration registration, Instant now) {
        return switch (registration) {
            case Confirmed _ -> true;
            case Waiting waiting ->
                    store.confirm(waiting, waiting.account(now), now.plus(EmailedCode.LIFETIME))
                            || store.find(waiting.key())
                                    .filter(Confirmed.class::isInstance)
                                    .isPresent();
        };
    }

    /** The registration with this secret, if it waits for its code. */
    Optional<Waiting> waiting(String secret) {
        Instant now = clock.instant();
        return store.find(TokenGenerator.hash(secret))
                .filter(Waiting.class::isInstance)
                .map(Waiting.class::cast)
                .filter(waiting -> !waiting.isOver(now));
    }

    /**
     * Sends another letter like the first.
     *
     * @return whether it is on its way
     */
    boolean resend(Waiting waiting) {
        OneTimeCode code = fresh.code();
        return store.add(waiting.key(), EmailedCode.of(code, clock.instant()))
                && send(waiting.credentials().email(), code);
    }
}
