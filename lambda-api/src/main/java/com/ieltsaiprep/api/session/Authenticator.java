package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.account.SessionValidityReader;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitKey;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.common.Region;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Tells it by the access token. */
public final class Authenticator implements Authentication {
    private static final String SCHEME = "bearer ";

    private final SessionStore store;
    private final SessionCache cache;
    private final SessionValidityReader validity;
    private final RateLimiter rateLimiter;
    private final InstantSource clock;
    private final Region own;

    /**
     * With where sign-ins are kept, and the accounts behind them.
     *
     * @param limits of looking in other regions for what strangers make up
     */
    public Authenticator(
            SessionStore store,
            SessionCache cache,
            SessionValidityReader validity,
            RateLimiter rateLimiter,
            InstantSource clock,
            Region own) {
        this.store = store;
        this.cache = cache;
        this.validity = validity;
        this.rateLimiter = rateLimiter;
        this.clock = clock;
        this.own = own;
    }

    @Override
    public Caller authenticate(Request request) {
        return authenticate(request, validity::allow);
    }

    @Override
    public Caller authenticate(Request request, BiPredicate<String, Instant> allows) {
        Instant now = clock.instant();
        PresentedToken key = key(request);
        return cache.get(key.hash())
                .filter(copy -> !copy.isOver(now))
                .orElseGet(() -> look(key, now, allows))
                .caller();
    }

    @Override
    public Caller confirm(Request request) {
        AccessGrant access = stored(key(request), clock.instant());
        boolean good =
                store.family(access.family()).isPresent()
                        && validity.standing(access.userId(), true)
                                .filter(standing -> standing.allows(access.signedInAt()))
                                .isPresent();
        if (!good) {
            throw ended();
        }
        return access.caller();
    }

    /** The hash of the token that a request shows. */
    static String tokenHash(Request request) {
        return key(request).hash();
    }

    private static PresentedToken key(Request request) {
        return request.header("authorization")
                .flatMap(Authenticator::bearer)
                .map(
                        token ->
                                new PresentedToken(
                                        token.region(),
                                        token.hash(),
                                        RateLimitKey.network(request.sourceIp())))
                .orElseThrow(
                        () ->
                                refusal(
                                        ProblemType.UNAUTHENTICATED,
                                        "Send an access token: Authorization: Bearer …"));
    }

    private static Optional<AccessToken> bearer(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? AccessToken.parse(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private AccessGrant look(PresentedToken key, Instant now, BiPredicate<String, Instant> allows) {
        AccessGrant access = stored(key, now);
        if (!allows.test(access.userId(), access.signedInAt())) {
            throw ended();
        }
        Duration rest = Duration.between(now, access.expiresAt());
        cache.put(
                key.hash(),
                access,
                rest.compareTo(SessionCache.LIFETIME) < 0 ? rest : SessionCache.LIFETIME);
        return access;
    }

    private AccessGrant stored(PresentedToken key, Instant now) {
        return find(key)
                .filter(found -> !found.isOver(now))
                .orElseThrow(
                        () ->
                                refusal(
                                        ProblemType.SESSION_EXPIRED,
                                        "The access token is not, or no longer, good."));
    }

    /** Reading in another region is slow and paid for, and anybody can make up its tokens. */
    private Optional<AccessGrant> find(PresentedToken key) {
        Optional<AccessGrant> near = store.access(key);
        if (near.isPresent() || key.issuer() == own) {
            return near;
        }
        rateLimiter.check(RateLimitRule.FOREIGN_TOKEN_NETWORK, key.network());
        Optional<AccessGrant> there = store.accessAtIssuer(key);
        if (there.isEmpty()) {
            rateLimiter.spend(RateLimitRule.FOREIGN_TOKEN_NETWORK, key.network());
        }
        return there;
    }

    private static RuntimeException ended() {
        return refusal(ProblemType.SESSION_REVOKED, "This sign-in was ended: sign in again.");
    }

    private static RuntimeException refusal(ProblemType type, String detail) {
        return Problem.of(type, detail).exception();
    }
}
