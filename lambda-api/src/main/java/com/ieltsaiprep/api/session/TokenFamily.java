package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Token family: the refresh and access tokens of one session, by their hashes. A pure state machine
 * of token rotation with refresh-token reuse detection (RFC 9700 §4.14).
 *
 * <p>A refresh token is exchanged for its successor. A client that presents an exchanged token has
 * either lost the response, or is not the only one to have the token. The response counts as lost
 * until a successor is used, and for {@link #LOST_RESPONSE} at most: until then the exchanged token
 * buys another successor beside the first. Once one successor is used, it is the only one: its
 * siblings and all predecessors revoke the session. Any other secret does so too: the family's name
 * stands in nothing but its refresh tokens, so its sender has seen one.
 *
 * @param current refresh tokens that were not used yet; more than one if a response was lost
 * @param previous the token that was exchanged for them; empty before the first exchange
 * @param rotatedAt when it was first exchanged, to the millisecond
 * @param access access tokens that may be valid, newest first
 * @param version counts the changes, for the optimistic lock
 */
record TokenFamily(
        SignIn signIn,
        List<String> current,
        Optional<String> previous,
        Instant rotatedAt,
        List<String> access,
        long version) {
    /** The time after its exchange for which a token may be presented again. */
    static final Duration LOST_RESPONSE = Duration.ofDays(1);

    /** The validity of a refresh token. */
    static final Duration LIFETIME = Duration.ofDays(60);

    /** The number of valid tokens of each kind; a newer one displaces the oldest. */
    static final int MAX_TOKENS = 8;

    /** Result of presenting a refresh token. */
    sealed interface Presentation {}

    /**
     * The token is exchanged for its successor.
     *
     * @param dropped hashes of access tokens that exceed {@link #MAX_TOKENS}, invalid from now on
     */
    record Rotated(TokenFamily next, List<String> dropped) implements Presentation {}

    /** The session was not refreshed within {@link #LIFETIME}. */
    record Expired() implements Presentation {}

    /** The token was exchanged before, or never belonged to this family. */
    record Reused() implements Presentation {}

    /** Copies the lists. */
    TokenFamily {
        current = List.copyOf(current);
        access = List.copyOf(access);
    }

    static TokenFamily begin(SignIn signIn, String refreshHash, String accessHash) {
        return new TokenFamily(
                signIn,
                List.of(refreshHash),
                Optional.empty(),
                signIn.at(),
                List.of(accessHash),
                0);
    }

    /** Returns when the session expires unless it is refreshed. */
    Instant expiresAt() {
        return rotatedAt.plus(LIFETIME);
    }

    /**
     * Decides about a presented refresh token.
     *
     * @param nextRefresh the hash of the successor that is issued if the token is rotated
     * @param nextAccess the hash of the access token that is issued then
     */
    Presentation present(String shown, String nextRefresh, String nextAccess, Instant now) {
        if (!now.isBefore(expiresAt())) {
            return new Expired();
        }
        if (TokenGenerator.matchesAny(current, shown)) {
            return rotated(shown, List.of(nextRefresh), now, nextAccess);
        }
        boolean lostResponse =
                previous.filter(it -> TokenGenerator.matches(it, shown)).isPresent()
                        && !now.isAfter(rotatedAt.plus(LOST_RESPONSE));
        return lostResponse
                ? rotated(shown, newest(plus(nextRefresh, current)), rotatedAt, nextAccess)
                : new Reused();
    }

    private Rotated rotated(String shown, List<String> nextCurrent, Instant at, String nextAccess) {
        List<String> all = plus(nextAccess, access);
        List<String> kept = newest(all);
        TokenFamily next =
                new TokenFamily(signIn, nextCurrent, Optional.of(shown), at, kept, version + 1);
        return new Rotated(next, List.copyOf(all.subList(kept.size(), all.size())));
    }

    private static List<String> newest(List<String> hashes) {
        return hashes.subList(0, Math.min(hashes.size(), MAX_TOKENS));
    }

    private static List<String> plus(String first, List<String> others) {
        List<String> all = new ArrayList<>(others.size() + 1);
        all.add(first);
        all.addAll(others);
        return all;
    }

    /** Returns sign-in and version of the token family for logs, without the hashes of tokens. */
    @Override
    public String toString() {
        return "TokenFamily[%s, version=%d]".formatted(signIn, version);
    }
}
