package com.ieltsaiprep.common;

import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;

import java.time.Duration;
import java.util.List;

/**
 * Backoff schedule of a retry: the delay before each retry, a random jitter, and a time limit.
 *
 * @param delays delay before the first retry, before the second, and so on; not empty; its size is
 *     the number of retries
 * @param jitter fraction of a delay, 0 to 1, by which the delay is lengthened or shortened at
 *     random, so that clients that failed together do not retry together
 * @param within maximum time from the first attempt to the start of the last retry; positive
 */
public record Backoff(List<Duration> delays, double jitter, Duration within) {
    public Backoff {
        delays = List.copyOf(delays);
        if (delays.isEmpty() || jitter < 0 || jitter > 1 || !within.isPositive()) {
            throw new IllegalArgumentException("not a backoff: " + delays + " within " + within);
        }
    }

    /**
     * Returns a new builder of a Failsafe retry policy with these delays, jitter and time limit;
     * the caller adds the conditions for a retry and the listeners.
     */
    public <R> RetryPolicyBuilder<R> policy() {
        return RetryPolicy.<R>builder()
                .withDelayFn(context -> delays.get(retriesSoFar(context.getAttemptCount())))
                .withJitter(jitter)
                .withMaxRetries(delays.size())
                .withMaxDuration(within);
    }

    private int retriesSoFar(int attempts) {
        return Math.clamp(attempts - 1, 0, delays.size() - 1);
    }
}
