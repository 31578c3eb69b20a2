package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sign-in and its tokens, of which it knows the hashes. A refresh token is exchanged for the
 * next. Who shows one that was exchanged has either lost the answer, or is not the only one who has
 * it. An answer is lost as long as nobody has used what was in it: until then, and for {@link
 * #LOST_ANSWER} at most, the exchanged token buys another successor beside the first. Once one of
 * the successors is used, it is the only one; its siblings and all that came before end the
 * sign-in. So does any other secret: whoever knows the name of a sign-in, which is in nothing but
 * its refresh tokens, has seen one.
 *
 * @param current refresh tokens that nobody has used; more than one if an answer was lost
 * @param previous the one that was exchanged for all of them; empty before the first exchange
 * @param rotatedAt when it was exchanged first, to the millisecond
 * @param access access tokens that may be good, newest first
 * @param version counts the changes
 */
public record Family(
        SignIn signIn,
        List<String> current,
        Optional<String> previous,
        Instant rotatedAt,
        List<String> access,
        long version) {
    /** For how long after its exchange a token is taken for that of a lost answer. */
    public static final Duration LOST_ANSWER = Duration.ofDays(1);

    /** For how long a refresh token is good. */
    public static final Duration LIFETIME = Duration.ofDays(60);

    /** So many tokens of each kind are good at once; the oldest make room. */
    static final int MOST = 8;

    /** What a refresh token does. */
    sealed interface Presented {}

    /**
     * It is exchanged.
     *
     * @param forgotten hashes of access tokens that are too many
     */
    record Exchanged(Family next, List<String> forgotten) implements Presented {}

    /** Nobody has used it for too long. */
    record TooOld() implements Presented {}

    /** It was exchanged before, or is none of this sign-in's. */
    record Reused() implements Presented {}

    /** Copies the lists. */
    public Family {
        current = List.copyOf(current);
        access = List.copyOf(access);
    }

    static Family begin(SignIn signIn, String refreshHash, String accessHash) {
        return new Family(
                signIn,
                List.of(refreshHash),
                Optional.empty(),
                signIn.at(),
                List.of(accessHash),
                0);
    }

    /** When the sign-in is over unless it is refreshed. */
    public Instant expiresAt() {
        return rotatedAt.plus(LIFETIME);
    }

    Presented present(String shown, String nextRefresh, String nextAccess, Instant now) {
        if (!now.isBefore(expiresAt())) {
            return new TooOld();
        }
        if (TokenGenerator.among(current, shown)) {
            return exchanged(shown, List.of(nextRefresh), now, nextAccess);
        }
        boolean lostAnswer =
                previous.filter(it -> TokenGenerator.same(it, shown)).isPresent()
                        && !now.isAfter(rotatedAt.plus(LOST_ANSWER));
        return lostAnswer
                ? exchanged(shown, newest(plus(nextRefresh, current)), rotatedAt, nextAccess)
                : new Reused();
    }

    private Exchanged exchanged(
            String shown, List<String> nextCurrent, Instant at, String nextAccess) {
        List<String> all = plus(nextAccess, access);
        List<String> kept = newest(all);
        Family next = new Family(signIn, nextCurrent, Optional.of(shown), at, kept, version + 1);
        return new Exchanged(next, List.copyOf(all.subList(kept.size(), all.size())));
    }

    private static List<String> newest(List<String> hashes) {
        return hashes.subList(0, Math.min(hashes.size(), MOST));
    }

    private static List<String> plus(String first, List<String> others) {
        List<String> all = new ArrayList<>(others.size() + 1);
        all.add(first);
        all.addAll(others);
        return all;
    }

    /** Without hashes. */
    @Override
    public String toString() {
        return "Family[%s, version=%d]".formatted(signIn, version);
    }
}
