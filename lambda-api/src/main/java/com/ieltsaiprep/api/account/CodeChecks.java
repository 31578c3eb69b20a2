package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.SentCode.Purpose;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.session.Secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes codes, and checks them. Each check makes the same requests, whether or not the address is
 * known, so that its time does not tell.
 */
final class CodeChecks {
    static final Duration LIFETIME = Duration.ofMinutes(15);

    private final Users users;
    private final Codes codes;
    private final Fresh fresh;

    CodeChecks(Users users, Codes codes, Fresh fresh) {
        this.users = users;
        this.codes = codes;
        this.fresh = fresh;
    }

    /** What is kept of a code that is sent now. */
    static SentCode sent(EmailCode code, Purpose purpose, String userId, Instant now) {
        return new SentCode(purpose, userId, code.hash(), now.plus(LIFETIME));
    }

    /** Whose code it is, if it is right. */
    Optional<Login> check(EmailAddress email, EmailCode code, Purpose purpose, Instant now) {
        Optional<Login> login = users.login(email).filter(found -> !found.isOver(now));
        String userId = login.map(Login::userId).orElseGet(fresh::userId);
        boolean right =
                codes.attempt(purpose, userId, now)
                        .filter(hash -> Secrets.same(hash, code.hash()))
                        .isPresent();
        return login.filter(_ -> right);
    }
}
