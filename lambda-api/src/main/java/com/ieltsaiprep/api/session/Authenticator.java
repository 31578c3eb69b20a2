package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.http.Problem;
import com.ieltsaiprep.api.http.ProblemType;
import com.ieltsaiprep.api.http.Request;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Tells by its access token whose a request is. */
public final class Authenticator {
    private static final String SCHEME = "bearer ";

    private final SessionStore store;
    private final SessionCopies copies;
    private final Standings standings;
    private final InstantSource clock;

    /** With where sign-ins are kept, and the accounts behind them. */
    public Authenticator(
            SessionStore store, SessionCopies copies, Standings standings, InstantSource clock) {
        this.store = store;
        this.copies = copies;
        this.standings = standings;
        this.clock = clock;
    }

    /**
     * Who asks.
     *
     * @throws com.ieltsaiprep.api.http.ProblemException 401 without a token that is good
     */
    public Caller authenticate(Request request) {
        Instant now = clock.instant();
        AccessKey key = key(request);
        return copies.get(key.hash())
                .filter(copy -> !copy.isOver(now))
                .orElseGet(() -> look(key, now))
                .caller();
    }

    /**
     * The same for what cannot be undone: asks where it is decided, so that a sign-in that was
     * ended anywhere a moment ago is refused.
     *
     * @throws com.ieltsaiprep.api.http.ProblemException 401 without a token that is good
     */
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

    private static AccessKey key(Request request) {
        return request.header("authorization")
                .flatMap(Authenticator::bearer)
                .map(token -> new AccessKey(token.region(), token.hash()))
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

    private Access look(AccessKey key, Instant now) {
        Access access = stored(key, now);
        if (!standings.allow(access.userId(), access.signedInAt())) {
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
        return store.access(key)
                .filter(found -> !found.isOver(now))
                .orElseThrow(
                        () ->
                                refusal(
                                        ProblemType.SESSION_EXPIRED,
                                        "The access token is not, or no longer, good."));
    }

    private static RuntimeException ended() {
        return refusal(ProblemType.SESSION_REVOKED, "This sign-in was ended: sign in again.");
    }

    private static RuntimeException refusal(ProblemType type, String detail) {
        return Problem.of(type, detail).exception();
    }
}
