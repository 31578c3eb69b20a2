package com.ieltsaiprep.common;

import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;

import java.time.Duration;
import java.util.List;

/**
 * When something that failed is tried again.
 *
 * @param delays before the first retry, the second, …; their number is the number of retries
 * @param jitter part of a delay, 0 to 1, by which it is made longer or shorter at random, so that
 *     those who failed together do not come back together
 * @param within no retry begins later than this after the first attempt
 */
public record Backoff(List<Duration> delays, double jitter, Duration within) {
    public Backoff {
        delays = List.copyOf(delays);
        if (delays.isEmpty() || jitter < 0 || jitter > 1 || !within.isPositive()) {
            throw new IllegalArgumentException("not a backoff: " + delays + " within " + within);
        }
    }

    /** A Failsafe policy with these times; the caller adds what is retried and who is told. */
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
