package com.ieltsaiprep.api.platform.ratelimit;

import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.common.Sha256;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Holds everyone to the limits, each region by counts of its own. A key has a hash in the place of
 * the address or account that is counted. Where the counts cannot be had, nobody is refused: a
 * store that throttles must not lock people out, and is told to the operators instead.
 */
public final class RateLimiter {
    /** For how long it is remembered from where somebody was let in. */
    public static final Duration KNOWN = Duration.ofDays(30);

    private static final String KNOWN_KEY = "known#";
    private static final int SUBJECT_DIGITS = 32;
    private static final int REMEMBERED = 1_000;

    private final String region;
    private final CounterStore counters;
    private final InstantSource clock;
    private final Consumer<RateLimitRule> uncounted;

    /** Who is over a limit until when; asked before the counts, so that a flood writes nothing. */
    private final Map<String, Instant> refused = new LinkedHashMap<>();

    /** Of one subject within a window. */
    private record Count(String key, Instant now, Instant end) {
        RuntimeException refusal() {
            return Problem.passing(
                            ProblemType.TOO_MANY_REQUESTS,
                            "That was too often. Wait before you ask again.",
                            Duration.between(now, end))
                    .exception();
        }
    }

    /**
     * With these counts.
     *
     * @param region whose counts they are, part of each key
     * @param uncounted is told of each request that was let through without a count
     */
    public RateLimiter(
            String region,
            CounterStore counters,
            InstantSource clock,
            Consumer<RateLimitRule> uncounted) {
        this.region = region;
        this.counters = counters;
        this.clock = clock;
        this.uncounted = uncounted;
    }

    /**
     * Counts once more.
     *
     * @param subject an account, a network such as {@link RateLimitKey} makes it, or both
     * @return takes it back
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 429 if that is once too often
     */
    public RateLimitCharge spend(RateLimitRule limit, String subject) {
        Count count = count(limit, subject);
        check(count);
        OptionalLong number = counters.add(count.key(), count.end());
        if (number.isEmpty()) {
            uncounted.accept(limit);
            return RateLimitCharge.nothing();
        }
        if (number.getAsLong() > limit.most()) {
            remember(count);
            throw count.refusal();
        }
        return RateLimitCharge.once(() -> takeBack(count));
    }

    /**
     * Counts nothing: for what only costs something if it fails, and is counted then.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 429 if {@link #spend} has refused
     *     the same before, as far as this process knows
     */
    public void check(RateLimitRule limit, String subject) {
        check(count(limit, subject));
    }

    private synchronized void check(Count count) {
        if (refused.containsKey(count.key())) {
            throw count.refusal();
        }
    }

    private Count count(RateLimitRule limit, String subject) {
        Instant now = clock.instant();
        long seconds = limit.window().toSeconds();
        long window = now.getEpochSecond() / seconds;
        String key = "limit#%s#%s#%s#%d".formatted(region, limit.slug(), digits(subject), window);
        return new Count(key, now, Instant.ofEpochSecond((window + 1) * seconds));
    }

    private static String digits(String subject) {
        return Sha256.hex(subject).substring(0, SUBJECT_DIGITS);
    }

    private void takeBack(Count count) {
        counters.takeBack(count.key());
        forget(count);
    }

    private synchronized void forget(Count count) {
        refused.remove(count.key());
    }

    /**
     * Remembers for {@link #KNOWN} that somebody was let in.
     *
     * @param subject an account and the network from which
     */
    public void remember(String subject) {
        counters.mark(KNOWN_KEY + digits(subject), clock.instant().plus(KNOWN));
    }

    /** Whether somebody was let in lately, as far as is known here. */
    public boolean knows(String subject) {
        return counters.isMarked(KNOWN_KEY + digits(subject), clock.instant());
    }

    private synchronized void remember(Count count) {
        refused.values().removeIf(until -> !until.isAfter(count.now()));
        if (refused.size() < REMEMBERED) {
            refused.put(count.key(), count.end());
        }
    }
}
