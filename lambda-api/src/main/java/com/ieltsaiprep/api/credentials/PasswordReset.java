package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.platform.password.Passwords;
import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.session.SessionServices;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Password reset by an e-mailed code. It revokes all of the user's sessions. Each step makes as
 * many calls of the same kind whether or not the address has an account, so that its time does not
 * tell.
 */
final class PasswordReset {
    private final DynamoAccounts accounts;
    private final DynamoCredentials store;
    private final DynamoResetCodes codes;
    private final Passwords passwords;
    private final SessionRevocation revocation;
    private final EmailSender emailSender;
    private final InstantSource clock;
    private final TokenGenerator tokens;

    PasswordReset(SessionServices services, InstantSource clock, TokenGenerator tokens) {
        this.accounts = new DynamoAccounts(services.dynamo());
        this.store = new DynamoCredentials(services.dynamo());
        this.codes = new DynamoResetCodes(services.dynamo());
        this.passwords = services.passwords();
        this.revocation = new SessionRevocation(services.sessions(), services.events());
        this.emailSender = services.emailSender();
        this.clock = clock;
        this.tokens = tokens;
    }

    /**
     * Sends a code to an address that has an account.
     *
     * @return whether e-mails are sent at present; it says nothing of the address
     */
    boolean sendCode(EmailAddress email) {
        Instant now = clock.instant();
        OneTimeCode code = OneTimeCode.next(tokens);
        EmailMessage message = EmailMessage.resetPassword(code.formatted());
        Optional<StoredCredentials> credentials = accounts.credentials(email);
        if (credentials.isEmpty()) {
            codes.countGuess(tokens.nextUuid(), now);
            return emailSender.pretend(message);
        }
        codes.add(credentials.get().userId(), code, now);
        return emailSender.send(email, message);
    }

    /**
     * Sets a new password by a code.
     *
     * @return false if the code is wrong, expired or used
     */
    boolean reset(EmailAddress email, OneTimeCode code, String wanted) {
        Instant now = clock.instant();
        Optional<StoredCredentials> credentials = accounts.credentials(email);
        String userId = credentials.map(StoredCredentials::userId).orElseGet(tokens::nextUuid);
        boolean accepted = codes.countGuess(userId, now).accept(code, now);
        return credentials
                .filter(_ -> accepted)
                .filter(known -> reset(known, code, wanted))
                .isPresent();
    }

    private boolean reset(StoredCredentials credentials, OneTimeCode code, String wanted) {
        String hash = passwords.hash(wanted);
        if (!store.resetPassword(credentials, hash, clock.instant(), code.hash())) {
            return false;
        }
        revocation.endAll(credentials.userId());
        emailSender.send(credentials.email(), EmailMessage.passwordChanged());
        return true;
    }
}
