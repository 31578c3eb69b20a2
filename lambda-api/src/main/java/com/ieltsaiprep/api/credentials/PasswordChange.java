package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.AccountParts;
import com.ieltsaiprep.api.account.CleanupFailures;
import com.ieltsaiprep.api.account.Users;
import com.ieltsaiprep.api.credentials.PasswordCheck.Proven;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.session.IssuedTokens;

import java.time.InstantSource;
import java.util.Optional;

/** Sets another password for somebody who knows the old one. All their sign-ins end. */
public final class PasswordChange {
    private final PasswordCheck checks;
    private final PasswordRules rules;
    private final Users users;
    private final Passwords passwords;
    private final Tokens tokens;
    private final SessionRevocation ends;
    private final CleanupFailures cleanupFailures;
    private final EmailSender emailSender;
    private final InstantSource clock;

    /** What came of a change. */
    sealed interface Outcome {
        /** It is done; this is the only sign-in now. */
        record Changed(IssuedTokens issued) implements Outcome {}

        /** It is done, but no sign-in could be begun; there is none now. */
        record SignedOut() implements Outcome {}

        /** The old password is not right. */
        record Wrong() implements Outcome {}

        /** The new password is not taken. */
        record Unfit(String objection) implements Outcome {}
    }

    public PasswordChange(AccountParts parts, PasswordRules rules, InstantSource clock) {
        this.checks = new PasswordCheck(parts.records().users(), parts.passwords());
        this.rules = rules;
        this.users = parts.records().users();
        this.passwords = parts.passwords();
        this.tokens = parts.tokens();
        this.ends = new SessionRevocation(parts.tokens(), parts.cleanupFailures());
        this.cleanupFailures = parts.cleanupFailures();
        this.emailSender = parts.emailSender();
        this.clock = clock;
    }

    /** Changes a password, and begins a sign-in in the place of all others. */
    Outcome change(String userId, String current, String wanted, String device) {
        Optional<Proven> person = checks.check(userId, current);
        if (person.isEmpty()) {
            return new Outcome.Wrong();
        }
        Proven proven = person.get();
        Optional<String> objection = rules.objection(wanted, proven.account().email().text());
        if (objection.isPresent()) {
            return new Outcome.Unfit(objection.get());
        }
        if (!users.changePassword(proven.login(), passwords.hash(wanted), clock.instant())) {
            return new Outcome.Wrong();
        }
        ends.end(userId);
        emailSender.send(proven.account().email(), new EmailMessage.PasswordChanged());
        return begin(userId, device);
    }

    private Outcome begin(String userId, String device) {
        try {
            return new Outcome.Changed(tokens.issue(userId, device, clock.instant()));
        } catch (RuntimeException e) {
            cleanupFailures.left(CleanupFailures.What.SIGN_IN, userId, e);
            return new Outcome.SignedOut();
        }
    }
}
