package com.ieltsaiprep.common;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerBuilder;

import java.time.Duration;
import java.util.List;

/** Retry policies and circuit breakers of both programs, in one place. */
public final class RetryPolicies {
    private static final double JITTER = 0.2;
    private static final Duration MAX_DURATION = Duration.ofSeconds(15);

    /** Backoff of a stream to Nova Sonic for a new conversation. */
    public static final Backoff FIRST_OPENING =
            new Backoff(List.of(seconds(1), seconds(2), seconds(4)), JITTER, MAX_DURATION);

    /** Backoff of a stream to Nova Sonic in mid-conversation: the first retry is immediate. */
    public static final Backoff REOPENING =
            new Backoff(
                    List.of(Duration.ZERO, seconds(1), seconds(2), seconds(4)),
                    JITTER,
                    MAX_DURATION);

    private static final int FAILURE_THRESHOLD = 5;
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);

    private RetryPolicies() {}

    /**
     * Creates a circuit breaker for a service on which all of a process depends. It opens after
     * five failures in a row, lets one attempt through after 5 s, and closes when that succeeds.
     */
    public static <R> CircuitBreakerBuilder<R> circuitBreaker() {
        return circuitBreaker(FAILURE_THRESHOLD, OPEN_FOR);
    }

    /** Creates a circuit breaker with another threshold and delay. */
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
