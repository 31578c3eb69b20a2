package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitCharge;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitKey;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;

import java.time.Instant;
import java.util.function.BiPredicate;

/** Who may ask, and how often. */
public record RequestGuard(Authentication authentication, RateLimiter rateLimiter) {
    String userId(Request request) {
        return authentication.authenticate(request).userId();
    }

    String userId(Request request, BiPredicate<String, Instant> allows) {
        return authentication.authenticate(request, allows).userId();
    }

    /** Refuses also whose sign-in was ended elsewhere a moment ago. */
    public void confirm(Request request) {
        authentication.confirm(request);
    }

    RateLimitCharge spend(RateLimitRule limit, Request request) {
        return rateLimiter.spend(limit, RateLimitKey.network(request.sourceIp()));
    }

    RateLimitCharge spend(RateLimitRule limit, EmailAddress email) {
        return rateLimiter.spend(limit, email.text());
    }

    RateLimitCharge spend(RateLimitRule limit, EmailAddress email, Request request) {
        return rateLimiter.spend(limit, pair(email.text(), request));
    }

    RateLimitCharge spend(RateLimitRule limit, String userId) {
        return rateLimiter.spend(limit, userId);
    }

    /**
     * Counts a letter that somebody asks for, by the mailbox, so that other addresses of it get no
     * letters besides.
     *
     * @param limit of those from one network; what is refused by it is not counted for all, so that
     *     nobody uses up by it what others may ask for
     * @return takes it back, if the letter does not go out
     */
    public RateLimitCharge spendLetter(RateLimitRule limit, EmailAddress email, Request request) {
        String mailbox = email.mailbox();
        RateLimitCharge charge = rateLimiter.spend(limit, pair(mailbox, request));
        return knows(email, request)
                ? charge
                : charge.and(rateLimiter.spend(RateLimitRule.MAIL_ACCOUNT, mailbox));
    }

    /** Whether somebody was let in there from that network before. */
    public boolean knows(EmailAddress email, Request request) {
        return rateLimiter.knows(pair(email.text(), request));
    }

    /** Somebody has shown that the account is theirs. */
    public void remember(EmailAddress email, Request request) {
        rateLimiter.remember(pair(email.text(), request));
    }

    private static String pair(String email, Request request) {
        return email + " " + RateLimitKey.network(request.sourceIp());
    }
}
