package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.AccountParts;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.account.Users;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.platform.secret.EmailedCode;
import com.ieltsaiprep.api.platform.secret.IdGenerator;
import com.ieltsaiprep.api.platform.secret.OneTimeCode;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sets another password for somebody who has forgotten the old one. All their sign-ins end. Each
 * step makes as many requests of the same kind whether or not the address is known, so that its
 * time does not tell, be the process new or not.
 */
public final class PasswordReset {
    private final Users users;
    private final ResetCodes codes;
    private final Passwords passwords;
    private final SessionRevocation ends;
    private final EmailSender emailSender;
    private final InstantSource clock;
    private final IdGenerator fresh;

    public PasswordReset(AccountParts parts, InstantSource clock, IdGenerator fresh) {
        this.users = parts.records().users();
        this.codes = parts.records().codes();
        this.passwords = parts.passwords();
        this.ends = new SessionRevocation(parts.tokens(), parts.leftovers());
        this.emailSender = parts.emailSender();
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
        OneTimeCode code = fresh.code();
        EmailMessage message = new EmailMessage.ResetPassword(code.shown());
        Optional<StoredCredentials> credentials = users.credentials(email);
        if (credentials.isEmpty()) {
            codes.attempt(fresh.userId(), now);
            return emailSender.pretend(message);
        }
        codes.add(credentials.get().userId(), EmailedCode.of(code, now));
        return emailSender.send(email, message);
    }

    /**
     * Sets a password.
     *
     * @return whether it was done; otherwise the code is not right, or no longer
     */
    boolean reset(EmailAddress email, OneTimeCode code, String wanted) {
        Instant now = clock.instant();
        Optional<StoredCredentials> credentials = users.credentials(email);
        String userId = credentials.map(StoredCredentials::userId).orElseGet(fresh::userId);
        boolean right = codes.attempt(userId, now).include(code, now);
        return credentials
                .filter(_ -> right)
                .filter(known -> reset(known, code, wanted))
                .isPresent();
    }

    private boolean reset(StoredCredentials credentials, OneTimeCode code, String wanted) {
        String hash = passwords.hash(wanted);
        if (!users.resetPassword(credentials, hash, clock.instant(), code.hash())) {
            return false;
        }
        ends.end(credentials.userId());
        emailSender.send(credentials.email(), new EmailMessage.PasswordChanged());
        return true;
    }
}
