package com.ieltsaiprep.local.stack;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Restart policy: spaces out restarts and limits how many happen within a time span. Not
 * thread-safe.
 */
final class RestartPolicy {
    private final Duration minInterval;
    private final int maxRestarts;
    private final Duration span;
    private final Deque<Long> restartsNs = new ArrayDeque<>();
    private long lastNs;

    /**
     * @param startedNs time of the first start, ns
     * @param minInterval between two starts
     * @param maxRestarts within {@code span}; one more death is final
     */
    RestartPolicy(long startedNs, Duration minInterval, int maxRestarts, Duration span) {
        this.lastNs = startedNs;
        this.minInterval = minInterval;
        this.maxRestarts = maxRestarts;
        this.span = span;
    }

    /** Returns the default policy: at most one start a second, and ten restarts within a minute. */
    static RestartPolicy standard(long startedNs) {
        return new RestartPolicy(startedNs, Duration.ofSeconds(1), 10, Duration.ofMinutes(1));
    }

    /**
     * Returns the delay before the restart of a program that has just died; empty for no restart.
     */
    Optional<Duration> afterDeath(long nowNs) {
        restartsNs.removeIf(restart -> nowNs - restart > span.toNanos());
        if (restartsNs.size() >= maxRestarts) {
            return Optional.empty();
        }
        lastNs = Math.max(nowNs, lastNs + minInterval.toNanos());
        restartsNs.addLast(lastNs);
        return Optional.of(Duration.ofNanos(lastNs - nowNs));
    }
}
