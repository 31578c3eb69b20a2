package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.http.Problem;
import com.ieltsaiprep.api.http.ProblemType;
import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.limit.Limit;
import com.ieltsaiprep.api.limit.Limits;
import com.ieltsaiprep.api.limit.Subjects;
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
    private final SessionCopies copies;
    private final Standings standings;
    private final Limits limits;
    private final InstantSource clock;
    private final Region own;

    /**
     * With where sign-ins are kept, and the accounts behind them.
     *
     * @param limits of looking in other regions for what strangers make up
     */
    public Authenticator(
            SessionStore store,
            SessionCopies copies,
            Standings standings,
            Limits limits,
            InstantSource clock,
            Region own) {
        this.store = store;
        this.copies = copies;
        this.standings = standings;
        this.limits = limits;
        this.clock = clock;
        this.own = own;
    }

    @Override
    public Caller authenticate(Request request) {
        return authenticate(request, standings::allow);
    }

    @Override
    public Caller authenticate(Request request, BiPredicate<String, Instant> allows) {
        Instant now = clock.instant();
        AccessKey key = key(request);
        return copies.get(key.hash())
                .filter(copy -> !copy.isOver(now))
                .orElseGet(() -> look(key, now, allows))
                .caller();
    }

    @Override
    public Caller confirm(Request request) {
        Access access = stored(key(request), clock.instant());
        boolean good =
                store.family(access.family()).isPresent()
                        && standings
                                .standing(access.userId(), true)
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

    private static AccessKey key(Request request) {
        return request.header("authorization")
                .flatMap(Authenticator::bearer)
                .map(
                        token ->
                                new AccessKey(
                                        token.region(),
                                        token.hash(),
                                        Subjects.network(request.sourceIp())))
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

    private Access look(AccessKey key, Instant now, BiPredicate<String, Instant> allows) {
        Access access = stored(key, now);
        if (!allows.test(access.userId(), access.signedInAt())) {
            throw ended();
        }
        Duration rest = Duration.between(now, access.expiresAt());
        copies.put(
                key.hash(),
                access,
                rest.compareTo(SessionCopies.LIFETIME) < 0 ? rest : SessionCopies.LIFETIME);
        return access;
    }

    private Access stored(AccessKey key, Instant now) {
        return find(key)
                .filter(found -> !found.isOver(now))
                .orElseThrow(
                        () ->
                                refusal(
                                        ProblemType.SESSION_EXPIRED,
                                        "The access token is not, or no longer, good."));
    }

    /** Reading in another region is slow and paid for, and anybody can make up its tokens. */
    private Optional<Access> find(AccessKey key) {
        Optional<Access> near = store.access(key);
        if (near.isPresent() || key.issuer() == own) {
            return near;
        }
        limits.check(Limit.FOREIGN_TOKEN_NETWORK, key.network());
        Optional<Access> there = store.accessAtIssuer(key);
        if (there.isEmpty()) {
            limits.spend(Limit.FOREIGN_TOKEN_NETWORK, key.network());
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
