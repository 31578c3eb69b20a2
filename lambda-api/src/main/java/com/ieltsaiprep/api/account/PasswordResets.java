package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.SentCode.Purpose;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.mail.Letter;
import com.ieltsaiprep.api.mail.Mail;
import com.ieltsaiprep.api.password.Passwords;

import java.time.Instant;
import java.time.InstantSource;

/** Sets another password for somebody who has forgotten the old one. All their sign-ins end. */
final class PasswordResets {
    private final Users users;
    private final Codes codes;
    private final CodeChecks checks;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Mail mail;
    private final InstantSource clock;
    private final Fresh fresh;

    PasswordResets(AccountParts parts, InstantSource clock, Fresh fresh) {
        this.users = parts.users();
        this.codes = parts.codes();
        this.checks = new CodeChecks(parts.users(), parts.codes(), fresh);
        this.passwords = parts.passwords();
        this.tokens = parts.tokens();
        this.mail = parts.mail();
        this.clock = clock;
        this.fresh = fresh;
    }

    /** Sends a code to an address that has an account. */
    void forgot(EmailAddress email) {
        users.login(email).filter(login -> login.registration() == null).ifPresent(this::sendCode);
    }

    private void sendCode(Login login) {
        EmailCode code = fresh.code();
        codes.put(CodeChecks.sent(code, Purpose.RESET, login.userId(), clock.instant()));
        mail.send(login.email(), new Letter.ResetPassword(code.shown()));
    }

    /**
     * Sets a password.
     *
     * @return whether it was done; otherwise the code is not right, or no longer
     */
    boolean reset(EmailAddress email, EmailCode code, String wanted) {
        Instant now = clock.instant();
        return checks.check(email, code, Purpose.RESET, now)
                .filter(login -> reset(login, code, wanted))
                .isPresent();
    }

    private boolean reset(Login login, EmailCode code, String wanted) {
        String hash = passwords.hash(wanted);
        if (!users.resetPassword(login, hash, clock.instant(), code.hash())) {
            return false;
        }
        tokens.endAll(login.userId());
        mail.send(login.email(), new Letter.PasswordChanged());
        return true;
    }
}
