package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.platform.password.Passwords;
import com.ieltsaiprep.api.platform.secret.EmailedCodes;
import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.registration.Registration.Confirmed;
import com.ieltsaiprep.api.registration.Registration.Pending;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Registration service: creates accounts whose e-mail address is confirmed by a code. A code is
 * valid only on the device that registered, and the account gets the password that was typed there:
 * the owner of an address cannot confirm another person's password with it.
 */
final class Registrations {
    static final Duration LIFETIME = Duration.ofDays(1);

    private final DynamoAccounts accounts;
    private final DynamoRegistrations store;
    private final Passwords passwords;
    private final EmailSender emailSender;
    private final InstantSource clock;
    private final TokenGenerator tokens;

    Registrations(
            DynamoAccounts accounts,
            DynamoRegistrations store,
            Passwords passwords,
            EmailSender emailSender,
            InstantSource clock,
            TokenGenerator tokens) {
        this.accounts = accounts;
        this.store = store;
        this.passwords = passwords;
        this.emailSender = emailSender;
        this.clock = clock;
        this.tokens = tokens;
    }

    /**
     * Stores a registration and sends its code; to an address that has an account, an e-mail that
     * says so. What is stored and done is the same in both cases.
     *
     * @return the registration's secret; empty if no e-mail was sent, so that registering again is
     *     the remedy
     */
    Optional<String> register(NewAccount wanted) {
        Instant now = clock.instant();
        String secret = tokens.nextSecret();
        OneTimeCode code = OneTimeCode.next(tokens);
        store.put(
                new Pending(
                        TokenGenerator.hash(secret),
                        new StoredCredentials(
                                wanted.email(),
                                tokens.nextUuid(),
                                passwords.hash(wanted.password())),
                        wanted.name(),
                        new Consent(wanted.termsVersion(), now),
                        EmailedCodes.first(code, now),
                        now.plus(LIFETIME)));
        return send(wanted.email(), code) ? Optional.of(secret) : Optional.empty();
    }

    private boolean send(EmailAddress email, OneTimeCode code) {
        EmailMessage message =
                accounts.credentials(email).isPresent()
                        ? EmailMessage.alreadyRegistered()
                        : EmailMessage.confirmAddress(code.formatted());
        return emailSender.send(email, message);
    }

    /**
     * Creates the account of a registration.
     *
     * @return whether the account exists now; the same code may be presented again, since a
     *     response may be lost
     */
    boolean confirm(String secret, OneTimeCode code) {
        Instant now = clock.instant();
        return store.countGuess(TokenGenerator.hash(secret), now)
                .filter(registration -> registration.codes().accept(code, now))
                .filter(registration -> confirm(registration, now))
                .isPresent();
    }

    private boolean confirm(Registration registration, Instant now) {
        return switch (registration) {
            case Confirmed _ -> true;
            case Pending pending ->
                    store.confirm(pending, pending.account(now), now.plus(EmailedCodes.LIFETIME))
                            || store.find(pending.key())
                                    .filter(Confirmed.class::isInstance)
                                    .isPresent();
        };
    }

    /** Reads the registration of a secret; empty if it is not pending, or has expired. */
    Optional<Pending> pending(String secret) {
        Instant now = clock.instant();
        return store.find(TokenGenerator.hash(secret))
                .filter(Pending.class::isInstance)
                .map(Pending.class::cast)
                .filter(pending -> !pending.isExpired(now));
    }

    /** Sends another code; returns whether the e-mail was sent. */
    boolean resend(Pending registration) {
        OneTimeCode code = OneTimeCode.next(tokens);
        return store.addCode(registration.key(), code, clock.instant())
                && send(registration.credentials().email(), code);
    }
}
