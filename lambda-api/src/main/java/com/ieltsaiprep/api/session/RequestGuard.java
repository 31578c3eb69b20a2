package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.account.SessionValidity;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitCharge;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.platform.redis.RedisClient;

import java.time.InstantSource;
import java.util.Optional;

/** Guard of requests: authenticates them, and charges them to rate limits. */
public final class RequestGuard {
    private final Authenticator authenticator;
    private final RateLimiter rateLimiter;

    /**
     * Creates a guard over the tables of sessions and accounts.
     *
     * @param redis a client for the session cache
     */
    public RequestGuard(
            RegionalDynamo dynamo,
            RedisClient redis,
            RateLimiter rateLimiter,
            InstantSource clock) {
        this.authenticator = new Authenticator(dynamo, redis, rateLimiter, clock);
        this.rateLimiter = rateLimiter;
    }

    /**
     * Authenticates a request.
     *
     * @return the user's id
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 without a valid access token
     */
    public String userId(Request request) {
        return caller(request).userId();
    }

    Caller caller(Request request) {
        return authenticator.authenticate(request);
    }

    /**
     * Reads a request's grant, for an endpoint that reads the account anyway and then calls {@link
     * #accept}.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 without a valid access token
     */
    public PresentedGrant present(Request request) {
        return authenticator.present(request);
    }

    /**
     * Holds a grant against the account.
     *
     * @param validity as it was read from the account; empty if there is none
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 if the session was revoked
     */
    public void accept(PresentedGrant presented, Optional<SessionValidity> validity) {
        authenticator.accept(presented, validity);
    }

    /**
     * Requires a session that was not revoked in any region, for what cannot be undone.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 if it was
     */
    public void requireCurrent(Request request) {
        authenticator.requireCurrent(request);
    }

    /** Refuses a network that is over a limit, without counting; see {@link RateLimiter}. */
    public void requireNotBlocked(RateLimitRule rule, Request request) {
        rateLimiter.requireNotBlocked(rule, network(request));
    }

    /** Charges a request to its network. */
    public RateLimitCharge charge(RateLimitRule rule, Request request) {
        return rateLimiter.charge(rule, network(request));
    }

    /** Charges a request to an account, by id or e-mail address. */
    public RateLimitCharge charge(RateLimitRule rule, String account) {
        return rateLimiter.charge(rule, account);
    }

    /** Charges a request to its network, and to the pair of network and e-mail address, at once. */
    public RateLimitCharge charge(
            RateLimitRule byNetwork, RateLimitRule byPair, EmailAddress email, Request request) {
        return rateLimiter.charge(byNetwork, network(request), byPair, pair(email.text(), request));
    }

    /**
     * Charges an e-mail to the mailbox that would get it, so that other addresses of the same
     * mailbox get none besides.
     *
     * @param byPair the rule by mailbox and network; what it refuses is not counted for all
     *     networks, so that one network cannot use up what others may ask for
     */
    public RateLimitCharge chargeEmail(RateLimitRule byPair, EmailAddress email, Request request) {
        String mailbox = email.mailbox();
        RateLimitCharge charge = rateLimiter.charge(byPair, pair(mailbox, request));
        return isKnownNetwork(email, request)
                ? charge
                : charge.and(rateLimiter.charge(RateLimitRule.MAIL_ACCOUNT, mailbox));
    }

    /** Returns whether the account has signed in from the request's network before. */
    public boolean isKnownNetwork(EmailAddress email, Request request) {
        return rateLimiter.isKnown(pair(email.text(), request));
    }

    /** Marks the request's network as known for the account, whose holder it has verified. */
    public void markKnownNetwork(EmailAddress email, Request request) {
        rateLimiter.markKnown(pair(email.text(), request));
    }

    private static String pair(String email, Request request) {
        return email + " " + network(request);
    }

    private static String network(Request request) {
        return RateLimiter.network(request);
    }
}
