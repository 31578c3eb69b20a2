package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.AccountFields;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.platform.password.Passwords;
import com.ieltsaiprep.api.session.IssuedTokens;
import com.ieltsaiprep.api.session.ProfileView;
import com.ieltsaiprep.api.session.SessionServices;
import com.ieltsaiprep.api.session.Sessions;

import java.time.InstantSource;
import java.util.Optional;

/** Password change by a user who knows the old password. It revokes all of the user's sessions. */
final class PasswordChange {
    private final PasswordCheck check;
    private final DynamoCredentials store;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SessionRevocation revocation;
    private final ProfileView profiles;
    private final OperationalEvents events;
    private final EmailSender emailSender;
    private final InstantSource clock;

    /** Result of a password change. */
    sealed interface Result {
        /** The password is changed; the new session is the only one. */
        record Changed(Object profile, IssuedTokens issued) implements Result {}

        /** The password is changed, but no session could be issued; there is none now. */
        record SignedOut() implements Result {}

        /** The old password is wrong, or was changed concurrently. */
        record Wrong() implements Result {}

        /** The new password breaks a rule. */
        record Unfit(String objection) implements Result {}
    }

    PasswordChange(SessionServices services, InstantSource clock) {
        this.check = new PasswordCheck(new DynamoAccounts(services.dynamo()), services.passwords());
        this.store = new DynamoCredentials(services.dynamo());
        this.passwords = services.passwords();
        this.sessions = services.sessions();
        this.revocation = new SessionRevocation(services.sessions(), services.events());
        this.profiles = services.profiles();
        this.events = services.events();
        this.emailSender = services.emailSender();
        this.clock = clock;
    }

    /**
     * Changes a password, and issues a session in place of all others. The profile is read first:
     * had that failed later, the response would lack it although the password is changed.
     */
    Result change(String userId, String current, String wanted, String device) {
        Object profile =
                profiles.profile(userId, clock.instant())
                        .orElseThrow(AccountFields::accountDeleted);
        Optional<PasswordCheck.Verified> verified = check.verify(userId, current);
        if (verified.isEmpty()) {
            return new Result.Wrong();
        }
        PasswordCheck.Verified user = verified.get();
        Optional<String> objection =
                AccountFields.passwordObjection(wanted, user.account().email().text());
        if (objection.isPresent()) {
            return new Result.Unfit(objection.get());
        }
        String hash = passwords.hash(wanted);
        // Not before: sessions that began while the hash was computed are revoked too.
        if (!store.changePassword(user.credentials(), hash, clock.instant())) {
            return new Result.Wrong();
        }
        revocation.endAll(userId);
        emailSender.send(user.account().email(), EmailMessage.passwordChanged());
        return signIn(userId, device, profile);
    }

    private Result signIn(String userId, String device, Object profile) {
        try {
            IssuedTokens issued = sessions.issue(userId, device, clock.instant());
            events.signedInByPassword(userId);
            return new Result.Changed(profile, issued);
        } catch (RuntimeException e) {
            events.signInFailedAfterPasswordChange(userId, e);
            return new Result.SignedOut();
        }
    }
}
