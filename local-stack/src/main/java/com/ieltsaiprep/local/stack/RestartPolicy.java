package com.ieltsaiprep.local.stack;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How often a program that dies is started again. For one thread at a time. */
final class RestartPolicy {
    private final Duration apart;
    private final int max;
    private final Duration span;
    private final Deque<Long> restartsNs = new ArrayDeque<>();
    private long lastNs;

    /**
     * @param startedNs when the program was started the first time, ns
     * @param apart the least between two starts
     * @param max restarts within {@code span}; the program stays dead if it dies once more
     */
    RestartPolicy(long startedNs, Duration apart, int max, Duration span) {
        this.lastNs = startedNs;
        this.apart = apart;
        this.max = max;
        this.span = span;
    }

    /** At most once a second, and ten times within a minute. */
    static RestartPolicy standard(long startedNs) {
        return new RestartPolicy(startedNs, Duration.ofSeconds(1), 10, Duration.ofMinutes(1));
    }

    /** The program died: how long to wait before it is started again; empty for never. */
    Optional<Duration> afterDeath(long nowNs) {
        restartsNs.removeIf(restart -> nowNs - restart > span.toNanos());
        if (restartsNs.size() >= max) {
            return Optional.empty();
        }
        lastNs = Math.max(nowNs, lastNs + apart.toNanos());
        restartsNs.addLast(lastNs);
        return Optional.of(Duration.ofNanos(lastNs - nowNs));
    }
}
