package com.ieltsaiprep.common;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerBuilder;

import java.time.Duration;
import java.util.List;

/** How often and when we try again, in one place. */
public final class RetryPolicies {
    private static final double JITTER = 0.2;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** A stream to Maya for a new conversation. */
    public static final Backoff FIRST_OPENING =
            new Backoff(List.of(seconds(1), seconds(2), seconds(4)), JITTER, PATIENCE);

    /** A stream to Maya while a candidate is talking: the first retry comes at once. */
    public static final Backoff REOPENING =
            new Backoff(
                    List.of(Duration.ZERO, seconds(1), seconds(2), seconds(4)), JITTER, PATIENCE);

    private static final int FAILURES_TO_OPEN = 5;
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);

    private RetryPolicies() {}

    /**
     * A new circuit breaker for a service on which all of a process depends: open after five
     * failures in a row, after 5 s one attempt is let through, and its success closes it.
     */
    public static <R> CircuitBreakerBuilder<R> circuitBreaker() {
        return circuitBreaker(FAILURES_TO_OPEN, OPEN_FOR);
    }

    /** A new circuit breaker with other numbers. */
    public static <R> CircuitBreakerBuilder<R> circuitBreaker(
            int failuresToOpen, Duration openFor) {
        return CircuitBreaker.<R>builder()
                .withFailureThreshold(failuresToOpen)
                .withDelay(openFor)
                .withSuccessThreshold(1);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
