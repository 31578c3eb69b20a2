package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.RetryPolicies;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Capacity;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Rejected;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Transient;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class BedrockCircuitBreakerTest {
    @Test
    void rejectedRequestsDoNotOpenIt() {
        BedrockCircuitBreaker circuitBreaker = circuitBreaker(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            circuitBreaker.recordFailure(new Rejected("x"));
        }
        assertThat(circuitBreaker.tryAcquirePermit()).isTrue();
    }

    @Test
    void throttlingDoesNotOpenIt() {
        BedrockCircuitBreaker circuitBreaker = circuitBreaker(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            circuitBreaker.recordFailure(new Capacity("ThrottlingException"));
        }
        assertThat(circuitBreaker.tryAcquirePermit()).isTrue();
    }

    @Test
    void failuresInARowOpenIt() {
        BedrockCircuitBreaker circuitBreaker = circuitBreaker(Duration.ofHours(1));
        circuitBreaker.recordFailure(new Transient("x"));
        circuitBreaker.recordSuccess();
        circuitBreaker.recordFailure(new Transient("x"));
        assertThat(circuitBreaker.tryAcquirePermit()).isTrue();
        circuitBreaker.recordFailure(new Transient("x"));
        assertThat(circuitBreaker.tryAcquirePermit()).isFalse();
    }

    @Test
    void anAbandonedTrialOfAHalfOpenCircuitReleasesItsPermit() {
        BedrockCircuitBreaker circuitBreaker = circuitBreaker(Duration.ofNanos(1));
        circuitBreaker.recordFailure(new Transient("x"));
        circuitBreaker.recordFailure(new Transient("x"));
        assertThat(circuitBreaker.tryAcquirePermit()).isTrue();
        assertThat(circuitBreaker.tryAcquirePermit()).isFalse();
        circuitBreaker.recordAbandoned();
        assertThat(circuitBreaker.tryAcquirePermit()).isTrue();
    }

    @Test
    void abandonedAttemptsDoNotOpenIt() {
        BedrockCircuitBreaker circuitBreaker = circuitBreaker(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            circuitBreaker.recordAbandoned();
        }
        assertThat(circuitBreaker.tryAcquirePermit()).isTrue();
    }

    private static BedrockCircuitBreaker circuitBreaker(Duration openFor) {
        return new BedrockCircuitBreaker(RetryPolicies.circuitBreaker(2, openFor));
    }
}
