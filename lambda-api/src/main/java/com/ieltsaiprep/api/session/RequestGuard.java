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

/** Guard of requests: authenticates requests by their access tokens, and applies rate limits. */
public final class RequestGuard {
    private final Authenticator authenticator;
    private final RateLimiter rateLimiter;

    /**
     * Creates a guard that authenticates requests and applies rate limits to them.
     *
     * @param redis client of the Redis that caches sessions
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
     * Authenticates a request by its access token.
     *
     * @return the user's id
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 without a valid access token
     */
    public String userId(Request request) {
        return caller(request).userId();
    }

    /**
     * Authenticates a request by its access token.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 without a valid access token
     */
    public Caller caller(Request request) {
        return authenticator.authenticate(request);
    }

    /**
     * Reads the grant (user and session) of a request's access token, for an endpoint that itself
     * reads the account and then calls {@link #accept} with what it has read.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 without a valid access token
     */
    public PresentedGrant present(Request request) {
        return authenticator.present(request);
    }

    /**
     * Checks that the account still allows the session of an access token's grant.
     *
     * @param validity of the account's sessions; empty if there is no such account
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 if the session was revoked
     */
    public void accept(PresentedGrant presented, Optional<SessionValidity> validity) {
        authenticator.accept(presented, validity);
    }

    /**
     * Refuses a request whose session was revoked in any region; for irreversible actions.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 if the session was revoked
     */
    public void requireCurrent(Request request) {
        authenticator.requireCurrent(request);
    }

    /** Refuses (429) a request whose network is over a rate limit; does not count the request. */
    public void requireNotBlocked(RateLimitRule rule, Request request) {
        rateLimiter.requireNotBlocked(rule, network(request));
    }

    /** Counts a request for a rate limit of its network; refuses it (429) above the limit. */
    public RateLimitCharge charge(RateLimitRule rule, Request request) {
        return rateLimiter.charge(rule, network(request));
    }

    /**
     * Counts a request for a rate limit of an account (an id or an e-mail address); refuses the
     * request (429) above the limit.
     */
    public RateLimitCharge charge(RateLimitRule rule, String account) {
        return rateLimiter.charge(rule, account);
    }

    /**
     * Counts a request for two rate limits: that of its network, and that of the pair of network
     * and e-mail address. Refuses the request (429) above either limit.
     */
    public RateLimitCharge charge(
            RateLimitRule byNetwork, RateLimitRule byPair, EmailAddress email, Request request) {
        return rateLimiter.charge(byNetwork, network(request), byPair, pair(email.text(), request));
    }

    /**
     * Counts an e-mail for the rate limits of the mailbox that receives it, which all addresses of
     * the mailbox ({@code an+anything@…}) share. Refuses the request (429) above a limit.
     *
     * @param byPair the rule by mailbox and network; what either this rule or the mailbox's limit
     *     over all networks refuses counts for neither, so that networks cannot use up the e-mails
     *     of one another with refused requests
     */
    public RateLimitCharge chargeEmail(RateLimitRule byPair, EmailAddress email, Request request) {
        String mailbox = email.mailbox();
        RateLimitCharge charge = rateLimiter.charge(byPair, pair(mailbox, request));
        if (isKnownNetwork(email, request)) {
            return charge;
        }
        try {
            return charge.and(rateLimiter.charge(RateLimitRule.MAIL_ACCOUNT, mailbox));
        } catch (RuntimeException e) {
            charge.refund();
            throw e;
        }
    }

    /** Returns whether an account has signed in from the request's network in the last 30 days. */
    public boolean isKnownNetwork(EmailAddress email, Request request) {
        return rateLimiter.isKnown(pair(email.text(), request));
    }

    /** Marks a request's network as known for an account whose holder has just been verified. */
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
