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
        AccessToken token =
                request.header("authorization")
                        .flatMap(Authenticator::bearer)
                        .orElseThrow(
                                () ->
                                        refusal(
                                                ProblemType.UNAUTHENTICATED,
                                                "Send an access token: Authorization: Bearer …"));
        Instant now = clock.instant();
        AccessKey key = new AccessKey(token.region(), token.hash());
        return copies.get(key.hash())
                .filter(copy -> !copy.isOver(now))
                .orElseGet(() -> look(key, now))
                .caller();
    }

    private static Optional<AccessToken> bearer(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? AccessToken.parse(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private Access look(AccessKey key, Instant now) {
        Access access =
                store.access(key)
                        .filter(found -> !found.isOver(now))
                        .orElseThrow(
                                () ->
                                        refusal(
                                                ProblemType.SESSION_EXPIRED,
                                                "The access token is not, or no longer, good."));
        if (!standings.allow(access.userId(), access.signedInAt())) {
            throw refusal(ProblemType.SESSION_REVOKED, "This sign-in was ended: sign in again.");
        }
        Duration rest = Duration.between(now, access.expiresAt());
        copies.put(
                key.hash(),
                access,
                rest.compareTo(SessionCopies.LIFETIME) < 0 ? rest : SessionCopies.LIFETIME);
        return access;
    }

    private static RuntimeException refusal(ProblemType type, String detail) {
        return Problem.of(type, detail).exception();
    }
}
