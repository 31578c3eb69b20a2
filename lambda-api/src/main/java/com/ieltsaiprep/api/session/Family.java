package com.ieltsaiprep.api.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A sign-in and its tokens, of which it knows the hashes. A refresh token is used once: it is
 * exchanged for the next. Who shows one that was exchanged has either lost the answer, which is
 * believed for {@link #GRACE}, or is not the only one who has it: then the sign-in ends.
 *
 * @param current refresh tokens that may be exchanged; more than one if an answer was lost
 * @param previous those that were current before the last exchange
 * @param rotatedAt when the last exchange was, to the millisecond
 * @param access access tokens that may be good, newest first
 * @param version counts the changes
 */
public record Family(
        SignIn signIn,
        List<String> current,
        List<String> previous,
        Instant rotatedAt,
        List<String> access,
        long version) {
    /** For how long the token before the current one is taken for that of a lost answer. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    /** For how long a refresh token is good. */
    public static final Duration LIFETIME = Duration.ofDays(60);

    /** So many tokens of each kind are good at once. */
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

    /** It was exchanged before. */
    record Reused() implements Presented {}

    /** Copies the lists. */
    public Family {
        current = List.copyOf(current);
        previous = List.copyOf(previous);
        access = List.copyOf(access);
    }

    static Family begin(SignIn signIn, String refreshHash, String accessHash) {
        return new Family(
                signIn, List.of(refreshHash), List.of(), signIn.at(), List.of(accessHash), 0);
    }

    /** When the sign-in is over unless it is refreshed. */
    public Instant expiresAt() {
        return rotatedAt.plus(LIFETIME);
    }

    Presented present(String shown, String nextRefresh, String nextAccess, Instant now) {
        if (!now.isBefore(expiresAt())) {
            return new TooOld();
        }
        if (Secrets.among(current, shown)) {
            return exchanged(List.of(nextRefresh), current, now, nextAccess);
        }
        boolean lostAnswer =
                Secrets.among(previous, shown)
                        && current.size() < MOST
                        && !now.isAfter(rotatedAt.plus(GRACE));
        return lostAnswer
                ? exchanged(plus(nextRefresh, current), previous, rotatedAt, nextAccess)
                : new Reused();
    }

    private Exchanged exchanged(
            List<String> nextCurrent, List<String> nextPrevious, Instant at, String nextAccess) {
        List<String> all = plus(nextAccess, access);
        int kept = Math.min(all.size(), MOST);
        Family next =
                new Family(
                        signIn, nextCurrent, nextPrevious, at, all.subList(0, kept), version + 1);
        return new Exchanged(next, List.copyOf(all.subList(kept, all.size())));
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
