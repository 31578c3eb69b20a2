package com.ieltsaiprep.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class RetryPoliciesTest {
    private static final Duration MS = Duration.ofMillis(1);

    @Test
    void allRetriesOfAnOpeningFitIntoFifteenSeconds() {
        for (Backoff backoff : List.of(RetryPolicies.FIRST_OPENING, RetryPolicies.REOPENING)) {
            Duration sum = backoff.delays().stream().reduce(Duration.ZERO, Duration::plus);
            assertThat(sum.multipliedBy(12).dividedBy(10)).isLessThan(backoff.within());
            assertThat(backoff.within()).isEqualTo(Duration.ofSeconds(15));
        }
    }

    @Test
    void theFirstRetryOfAReopeningIsImmediateAndTheOthersAreThoseOfAnOpening() {
        assertThat(RetryPolicies.REOPENING.delays().getFirst()).isZero();
        assertThat(RetryPolicies.REOPENING.delays().subList(1, 4))
                .isEqualTo(RetryPolicies.FIRST_OPENING.delays());
    }

    @Test
    void delaysAreTakenInOrderEachWithJitter() {
        List<Long> seen = new ArrayList<>();
        Backoff backoff =
                new Backoff(
                        List.of(Duration.ZERO, MS.multipliedBy(10), MS.multipliedBy(40)),
                        0.5,
                        Duration.ofSeconds(5));
        var policy =
                backoff.<String>policy()
                        .onRetryScheduled(event -> seen.add(event.getDelay().toMillis()))
                        .build();
        assertThatThrownBy(() -> Failsafe.with(policy).get(RetryPoliciesTest::fail))
                .isInstanceOf(IllegalStateException.class);
        assertThat(seen).hasSize(3);
        assertThat(seen.getFirst()).isZero();
        assertThat(seen.get(1)).isBetween(5L, 15L);
        assertThat(seen.get(2)).isBetween(20L, 60L);
    }

    @Test
    void theCircuitBreakerOpensAfterFailuresInARowAndClosesWithOneSuccess() {
        CircuitBreaker<String> breaker =
                RetryPolicies.<String>circuitBreaker(2, Duration.ofNanos(1)).build();
        breaker.recordFailure();
        breaker.recordSuccess();
        breaker.recordFailure();
        assertThat(breaker.isClosed()).isTrue();
        breaker.recordFailure();
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.tryAcquirePermit()).isTrue();
        assertThat(breaker.tryAcquirePermit()).isFalse();
        breaker.recordSuccess();
        assertThat(breaker.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1})
    void refusesAJitterOutsideOfZeroToOne(double jitter) {
        assertThatThrownBy(() -> new Backoff(List.of(MS), jitter, MS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String fail() {
        throw new IllegalStateException("always");
    }
}
