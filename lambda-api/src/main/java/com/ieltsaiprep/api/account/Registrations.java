package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.Registration.Confirmed;
import com.ieltsaiprep.api.account.Registration.Waiting;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.mail.Letter;
import com.ieltsaiprep.api.mail.Mail;
import com.ieltsaiprep.api.password.Passwords;
import com.ieltsaiprep.api.session.Secrets;

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
final class Registrations {
    static final Duration KEPT = Duration.ofDays(1);

    private final Users users;
    private final RegistrationStore store;
    private final Passwords passwords;
    private final Mail mail;
    private final InstantSource clock;
    private final Fresh fresh;

    Registrations(AccountParts parts, InstantSource clock, Fresh fresh) {
        this.users = parts.stores().users();
        this.store = parts.stores().registrations();
        this.passwords = parts.passwords();
        this.mail = parts.mail();
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
        EmailCode code = fresh.code();
        store.put(
                new Waiting(
                        Secrets.hash(secret),
                        new Login(
                                wanted.email(), fresh.userId(), passwords.hash(wanted.password())),
                        wanted.name(),
                        new Consent(wanted.termsVersion(), now),
                        new SentCodes(List.of(SentCode.of(code, now))),
                        now.plus(KEPT)));
        return send(wanted.email(), code) ? Optional.of(secret) : Optional.empty();
    }

    private boolean send(EmailAddress email, EmailCode code) {
        Letter letter =
                users.login(email).isPresent()
                        ? new Letter.AlreadyRegistered()
                        : new Letter.ConfirmAddress(code.shown());
        return mail.send(email, letter);
    }

    /**
     * Makes the account whose code it is.
     *
     * @return whether there is an account now; the same code may be shown again, since an answer
     *     may be lost
     */
    boolean confirm(String secret, EmailCode code) {
        Instant now = clock.instant();
        return store.attempt(Secrets.hash(secret), now)
                .filter(registration -> registration.codes().include(code, now))
                .filter(registration -> isAccount(registration, now))
                .isPresent();
    }

    private boolean isAccount(Registration registration, Instant now) {
        return switch (registration) {
            case Confirmed _ -> true;
            case Waiting waiting ->
                    store.confirm(waiting, waiting.account(now), now.plus(SentCode.LIFETIME))
                            || store.find(waiting.key())
                                    .filter(Confirmed.class::isInstance)
                                    .isPresent();
        };
    }

    /** The registration with this secret, if it waits for its code. */
    Optional<Waiting> waiting(String secret) {
        Instant now = clock.instant();
        return store.find(Secrets.hash(secret))
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
        EmailCode code = fresh.code();
        return store.add(waiting.key(), SentCode.of(code, clock.instant()))
                && send(waiting.login().email(), code);
    }
}
