package com.ieltsaiprep.api.limit;

import com.ieltsaiprep.api.http.Problem;
import com.ieltsaiprep.api.http.ProblemType;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Holds everyone to the limits, each region by counts of its own. A key has a hash in the place of
 * the address or account that is counted. Where the counts cannot be had, nobody is refused: a
 * store that throttles must not lock people out, and is told to the operators instead.
 */
public final class Limits {
    /** For how long it is remembered from where somebody was let in. */
    public static final Duration KNOWN = Duration.ofDays(30);

    private static final String KNOWN_KEY = "known#";
    private static final int SUBJECT_BYTES = 16;
    private static final int REMEMBERED = 1_000;

    private final String region;
    private final Counters counters;
    private final InstantSource clock;
    private final Consumer<Limit> uncounted;

    /** Who is over a limit until when; asked before the counts, so that a flood writes nothing. */
    private final Map<String, Instant> refused = new LinkedHashMap<>();

    /**
     * With these counts.
     *
     * @param region whose counts they are, part of each key
     * @param uncounted is told of each request that was let through without a count
     */
    public Limits(
            String region, Counters counters, InstantSource clock, Consumer<Limit> uncounted) {
        this.region = region;
        this.counters = counters;
        this.clock = clock;
        this.uncounted = uncounted;
    }

    /**
     * Counts once more.
     *
     * @param subject such as {@link Subjects} makes them
     * @throws com.ieltsaiprep.api.http.ProblemException 429 if that is once too often
     */
    public void spend(Limit limit, String subject) {
        Instant now = clock.instant();
        long seconds = limit.window().toSeconds();
        Instant end = Instant.ofEpochSecond((now.getEpochSecond() / seconds + 1) * seconds);
        String key = key(limit, subject, now);
        if (!isRefused(key)) {
            OptionalLong count = counters.add(key, end);
            if (count.isEmpty()) {
                uncounted.accept(limit);
            }
            if (count.isEmpty() || count.getAsLong() <= limit.most()) {
                return;
            }
            remember(key, now, end);
        }
        throw Problem.passing(
                        ProblemType.TOO_MANY_REQUESTS,
                        "That was too often. Wait before you ask again.",
                        Duration.between(now, end))
                .exception();
    }

    /** Takes back what was counted last, since nothing came of it. */
    public void giveBack(Limit limit, String subject) {
        String key = key(limit, subject, clock.instant());
        counters.takeBack(key);
        forget(key);
    }

    /**
     * Remembers for {@link #KNOWN} that somebody was let in.
     *
     * @param subject an account and the network from which
     */
    public void remember(String subject) {
        counters.mark(KNOWN_KEY + hash(subject), clock.instant().plus(KNOWN));
    }

    /** Whether somebody was let in lately, as far as is known here. */
    public boolean knows(String subject) {
        return counters.isMarked(KNOWN_KEY + hash(subject), clock.instant());
    }

    private String key(Limit limit, String subject, Instant now) {
        long window = now.getEpochSecond() / limit.window().toSeconds();
        return "limit#%s#%s#%s#%d".formatted(region, limit.slug(), hash(subject), window);
    }

    private synchronized void forget(String key) {
        refused.remove(key);
    }

    private synchronized boolean isRefused(String key) {
        return refused.containsKey(key);
    }

    private synchronized void remember(String key, Instant now, Instant end) {
        refused.values().removeIf(until -> !until.isAfter(now));
        if (refused.size() < REMEMBERED) {
            refused.put(key, end);
        }
    }

    private static String hash(String subject) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(subject.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, SUBJECT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
