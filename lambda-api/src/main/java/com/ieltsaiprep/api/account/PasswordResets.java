package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.mail.Letter;
import com.ieltsaiprep.api.mail.Mail;
import com.ieltsaiprep.api.password.Passwords;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sets another password for somebody who has forgotten the old one. All their sign-ins end. Each
 * step makes as many requests of the same kind whether or not the address is known, so that its
 * time does not tell, be the process new or not.
 */
final class PasswordResets {
    private final Users users;
    private final Codes codes;
    private final Passwords passwords;
    private final SignInEnds ends;
    private final Mail mail;
    private final InstantSource clock;
    private final Fresh fresh;

    PasswordResets(AccountParts parts, InstantSource clock, Fresh fresh) {
        this.users = parts.stores().users();
        this.codes = parts.stores().codes();
        this.passwords = parts.passwords();
        this.ends = new SignInEnds(parts.tokens(), parts.leftovers());
        this.mail = parts.mail();
        this.clock = clock;
        this.fresh = fresh;
    }

    /**
     * Sends a code to an address that has an account.
     *
     * @return whether letters go out at present; it says nothing of the address
     */
    boolean forgot(EmailAddress email) {
        Instant now = clock.instant();
        EmailCode code = fresh.code();
        Letter letter = new Letter.ResetPassword(code.shown());
        Optional<Login> login = users.login(email);
        if (login.isEmpty()) {
            codes.attempt(fresh.userId(), now);
            return mail.pretend(letter);
        }
        codes.add(login.get().userId(), SentCode.of(code, now));
        return mail.send(email, letter);
    }

    /**
     * Sets a password.
     *
     * @return whether it was done; otherwise the code is not right, or no longer
     */
    boolean reset(EmailAddress email, EmailCode code, String wanted) {
        Instant now = clock.instant();
        Optional<Login> login = users.login(email);
        String userId = login.map(Login::userId).orElseGet(fresh::userId);
        boolean right = codes.attempt(userId, now).include(code, now);
        return login.filter(_ -> right).filter(known -> reset(known, code, wanted)).isPresent();
    }

    private boolean reset(Login login, EmailCode code, String wanted) {
        String hash = passwords.hash(wanted);
        if (!users.resetPassword(login, hash, clock.instant(), code.hash())) {
            return false;
        }
        ends.end(login.userId());
        mail.send(login.email(), new Letter.PasswordChanged());
        return true;
    }
}
