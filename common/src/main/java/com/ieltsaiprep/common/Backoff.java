package com.ieltsaiprep.common;

import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;

import java.time.Duration;
import java.util.List;

/**
 * Backoff of a retry: delays with jitter, within a maximum duration.
 *
 * @param delays before the first retry, the second, …; their number is the number of retries
 * @param jitter part of a delay, 0 to 1, by which it is lengthened or shortened at random, so that
 *     clients that failed together do not retry together
 * @param within maximum time from the first attempt to the start of the last retry
 */
public record Backoff(List<Duration> delays, double jitter, Duration within) {
    public Backoff {
        delays = List.copyOf(delays);
        if (delays.isEmpty() || jitter < 0 || jitter > 1 || !within.isPositive()) {
            throw new IllegalArgumentException("not a backoff: " + delays + " within " + within);
        }
    }

    /** Builds a Failsafe policy; the caller adds the conditions for a retry and the listeners. */
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
