package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.Login.Registration;
import com.ieltsaiprep.api.account.SentCode.Purpose;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.mail.Letter;
import com.ieltsaiprep.api.mail.Mail;
import com.ieltsaiprep.api.password.Passwords;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Makes accounts. Until an address is confirmed anybody may ask for an account with it, and the
 * last who did has it: so nobody can keep another from theirs, and a letter that was lost is sent
 * again.
 */
final class Registrations {
    static final Duration KEPT = Duration.ofDays(1);

    private final Users users;
    private final Codes codes;
    private final CodeChecks checks;
    private final Passwords passwords;
    private final Mail mail;
    private final InstantSource clock;
    private final Fresh fresh;

    Registrations(AccountParts parts, InstantSource clock, Fresh fresh) {
        this.users = parts.users();
        this.codes = parts.codes();
        this.checks = new CodeChecks(parts.users(), parts.codes(), fresh);
        this.passwords = parts.passwords();
        this.mail = parts.mail();
        this.clock = clock;
        this.fresh = fresh;
    }

    /**
     * Sends a code to an address; or, to one that has an account, a letter that says so. The work
     * is the same.
     *
     * @return whether the letter is on its way; if not, registering again is the remedy
     */
    boolean register(NewAccount wanted) {
        Instant now = clock.instant();
        Consent consent = new Consent(wanted.termsVersion(), now);
        Login login =
                new Login(
                        wanted.email(),
                        fresh.userId(),
                        passwords.hash(wanted.password()),
                        new Registration(wanted.name(), consent, now.plus(KEPT)));
        EmailCode code = fresh.code();
        codes.put(CodeChecks.sent(code, Purpose.CONFIRM, login.userId(), now));
        Letter letter =
                users.register(login)
                        ? new Letter.ConfirmAddress(code.shown())
                        : new Letter.AlreadyRegistered();
        return mail.send(wanted.email(), letter);
    }

    /**
     * Makes the account whose code it is.
     *
     * @return whether there is an account now; the same code may be shown again, since an answer
     *     may be lost
     */
    boolean confirm(EmailAddress email, EmailCode code) {
        Instant now = clock.instant();
        return checks.check(email, code, Purpose.CONFIRM, now)
                .filter(login -> confirm(login, now) || isConfirmed(login))
                .isPresent();
    }

    private boolean confirm(Login login, Instant now) {
        Registration registration = login.registration();
        return registration != null && users.confirm(login, account(login, registration, now));
    }

    private static Account account(Login login, Registration registration, Instant now) {
        return new Account(
                login.userId(),
                login.email(),
                registration.name(),
                registration.consent().at(),
                List.of(registration.consent()),
                now,
                Instant.EPOCH);
    }

    private boolean isConfirmed(Login login) {
        return users.login(login.email())
                .filter(now -> now.registration() == null)
                .filter(now -> now.userId().equals(login.userId()))
                .isPresent();
    }

    /** Sends another code to an address that is not confirmed yet. */
    void resend(EmailAddress email) {
        Instant now = clock.instant();
        users.login(email)
                .filter(login -> login.registration() != null && !login.isOver(now))
                .ifPresent(login -> resend(login, now));
    }

    private void resend(Login login, Instant now) {
        EmailCode code = fresh.code();
        codes.put(CodeChecks.sent(code, Purpose.CONFIRM, login.userId(), now));
        mail.send(login.email(), new Letter.ConfirmAddress(code.shown()));
    }
}
