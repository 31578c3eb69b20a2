package com.ieltsaiprep.common;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerBuilder;

import java.time.Duration;
import java.util.List;

/** Factory of backoff schedules and circuit breakers (Failsafe) for the streams to Nova Sonic. */
public final class RetryPolicies {
    private static final double JITTER = 0.2;
    private static final Duration MAX_DURATION = Duration.ofSeconds(15);

    /** Backoff for opening the first stream to Nova Sonic of a new conversation. */
    public static final Backoff FIRST_OPENING =
            new Backoff(List.of(seconds(1), seconds(2), seconds(4)), JITTER, MAX_DURATION);

    /**
     * Backoff for opening another stream to Nova Sonic in mid-conversation: the first retry is
     * immediate.
     */
    public static final Backoff REOPENING =
            new Backoff(
                    List.of(Duration.ZERO, seconds(1), seconds(2), seconds(4)),
                    JITTER,
                    MAX_DURATION);

    private static final int FAILURE_THRESHOLD = 5;
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);

    private RetryPolicies() {}

    /**
     * Returns a builder of a Failsafe circuit breaker for a service that a process cannot do
     * without: the breaker opens after five failures in a row, lets one trial call through after 5
     * s, and closes when that call succeeds.
     */
    public static <R> CircuitBreakerBuilder<R> circuitBreaker() {
        return circuitBreaker(FAILURE_THRESHOLD, OPEN_FOR);
    }

    /**
     * Returns a builder of a Failsafe circuit breaker that closes after one successful trial call.
     *
     * @param failureThreshold number of failures in a row after which the breaker opens
     * @param openFor time for which the breaker refuses calls before it lets a trial call through
     */
    public static <R> CircuitBreakerBuilder<R> circuitBreaker(
            int failureThreshold, Duration openFor) {
        return CircuitBreaker.<R>builder()
                .withFailureThreshold(failureThreshold)
                .withDelay(openFor)
                .withSuccessThreshold(1);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
