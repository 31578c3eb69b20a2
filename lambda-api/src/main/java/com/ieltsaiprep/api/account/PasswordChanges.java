package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.PasswordChecks.Proven;
import com.ieltsaiprep.api.mail.Letter;
import com.ieltsaiprep.api.mail.Mail;
import com.ieltsaiprep.api.password.PasswordRules;
import com.ieltsaiprep.api.password.Passwords;
import com.ieltsaiprep.api.session.Issued;

import java.time.InstantSource;
import java.util.Optional;

/** Sets another password for somebody who knows the old one. All their sign-ins end. */
final class PasswordChanges {
    private final PasswordChecks checks;
    private final PasswordRules rules;
    private final Users users;
    private final Passwords passwords;
    private final Tokens tokens;
    private final SignInEnds ends;
    private final Leftovers leftovers;
    private final Mail mail;
    private final InstantSource clock;

    /** What came of a change. */
    sealed interface Outcome {
        /** It is done; this is the only sign-in now. */
        record Changed(Issued issued) implements Outcome {}

        /** It is done, but no sign-in could be begun; there is none now. */
        record SignedOut() implements Outcome {}

        /** The old password is not right. */
        record Wrong() implements Outcome {}

        /** The new password is not taken. */
        record Unfit(String objection) implements Outcome {}
    }

    PasswordChanges(AccountParts parts, PasswordRules rules, InstantSource clock) {
        this.checks = new PasswordChecks(parts.stores().users(), parts.passwords());
        this.rules = rules;
        this.users = parts.stores().users();
        this.passwords = parts.passwords();
        this.tokens = parts.tokens();
        this.ends = new SignInEnds(parts.tokens(), parts.leftovers());
        this.leftovers = parts.leftovers();
        this.mail = parts.mail();
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
        mail.send(proven.account().email(), new Letter.PasswordChanged());
        return begin(userId, device);
    }

    private Outcome begin(String userId, String device) {
        try {
            return new Outcome.Changed(tokens.issue(userId, device, clock.instant()));
        } catch (RuntimeException e) {
            leftovers.left(Leftovers.What.SIGN_IN, userId, e);
            return new Outcome.SignedOut();
        }
    }
}
