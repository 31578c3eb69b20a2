package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.account.SessionValidity;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.common.Region;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Authenticator of requests by their access token (RFC 6750). A grant that is in the session cache
 * counts as valid; any other is held against the account.
 */
final class Authenticator {
    private static final String SCHEME = "bearer ";

    private final DynamoSessions store;
    private final RedisSessionCache cache;
    private final AccountGuard accounts;
    private final RateLimiter rateLimiter;
    private final InstantSource clock;
    private final Region own;

    /**
     * Creates an authenticator.
     *
     * @param redis a client for the session cache
     * @param rateLimiter limits reads in other regions, which made-up tokens cause
     */
    Authenticator(
            RegionalDynamo dynamo,
            RedisClient redis,
            RateLimiter rateLimiter,
            InstantSource clock) {
        this.store = new DynamoSessions(dynamo);
        this.cache = new RedisSessionCache(redis);
        this.accounts = new AccountGuard(dynamo);
        this.rateLimiter = rateLimiter;
        this.clock = clock;
        this.own = dynamo.ownRegion();
    }

    /**
     * Authenticates a request.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 without a valid access token;
     *     429 if too many made-up tokens came from the same network
     */
    Caller authenticate(Request request) {
        PresentedGrant presented = present(request);
        return presented.cached()
                ? presented.grant().caller()
                : accept(presented, accounts.validity(presented.grant().userId()));
    }

    /**
     * Reads a request's grant, for an endpoint that reads the account anyway and then calls {@link
     * #accept}.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException as {@link #authenticate} does
     */
    PresentedGrant present(Request request) {
        Instant now = clock.instant();
        PresentedToken token = token(request);
        return cache.get(token.hash())
                .filter(cached -> !cached.isExpired(now))
                .map(cached -> new PresentedGrant(cached, token.hash(), true))
                .orElseGet(() -> new PresentedGrant(stored(token, now), token.hash(), false));
    }

    /**
     * Holds a grant against the account, and puts it into the cache.
     *
     * @param validity as it was read from the account; empty if there is none
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 if the session was revoked
     */
    Caller accept(PresentedGrant presented, Optional<SessionValidity> validity) {
        AccessGrant grant = presented.grant();
        requireValid(grant, validity);
        if (!presented.cached()) {
            Duration rest = Duration.between(clock.instant(), grant.expiresAt());
            cache.put(
                    presented.tokenHash(),
                    grant,
                    rest.compareTo(RedisSessionCache.LIFETIME) < 0
                            ? rest
                            : RedisSessionCache.LIFETIME);
        }
        return grant.caller();
    }

    /**
     * Authenticates a request for what cannot be undone: reads where it is decided, so that a
     * session that was revoked anywhere a moment ago is refused.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException as {@link #authenticate} does
     */
    void requireCurrent(Request request) {
        AccessGrant grant = stored(token(request), clock.instant());
        if (store.family(grant.family()).isEmpty()) {
            throw revoked();
        }
        requireValid(grant, accounts.currentValidity(grant.userId()));
    }

    private static void requireValid(AccessGrant grant, Optional<SessionValidity> validity) {
        if (validity.filter(it -> it.allows(grant.signedInAt())).isEmpty()) {
            throw revoked();
        }
    }

    /** Returns the hash of the access token of a request that was authenticated. */
    static String tokenHash(Request request) {
        return token(request).hash();
    }

    private static PresentedToken token(Request request) {
        return request.header("authorization")
                .flatMap(Authenticator::bearer)
                .map(
                        token ->
                                new PresentedToken(
                                        token.region(), token.hash(), RateLimiter.network(request)))
                .orElseThrow(() -> refusal(ProblemType.UNAUTHENTICATED, "Sign in first, please."));
    }

    private static Optional<AccessToken> bearer(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? AccessToken.parse(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private AccessGrant stored(PresentedToken token, Instant now) {
        return find(token)
                .filter(found -> !found.isExpired(now))
                .orElseThrow(
                        () ->
                                refusal(
                                        ProblemType.SESSION_EXPIRED,
                                        "Your sign-in has expired, or was ended: sign in again."));
    }

    /** Reads of another region are slow and paid for, and anyone can make up its tokens. */
    private Optional<AccessGrant> find(PresentedToken token) {
        Optional<AccessGrant> near = store.grant(token);
        if (near.isPresent() || token.issuer() == own) {
            return near;
        }
        rateLimiter.requireNotBlocked(RateLimitRule.FOREIGN_TOKEN_NETWORK, token.network());
        Optional<AccessGrant> issued = store.grantAtIssuer(token);
        if (issued.isEmpty()) {
            rateLimiter.charge(RateLimitRule.FOREIGN_TOKEN_NETWORK, token.network());
        }
        return issued;
    }

    private static RuntimeException revoked() {
        return refusal(ProblemType.SESSION_REVOKED, "This sign-in was ended: sign in again.");
    }

    private static RuntimeException refusal(ProblemType type, String detail) {
        return Problem.of(type, detail).exception();
    }
}
