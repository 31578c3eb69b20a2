package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.RetryPolicies;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Capacity;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Rejected;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Transient;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class BedrockCircuitBreakerTest {
    @Test
    void faultsOfOursDoNotOpenIt() {
        BedrockCircuitBreaker circuitBreaker = circuitBreaker(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            circuitBreaker.failed(new Rejected("x"));
        }
        assertThat(circuitBreaker.tryEnter()).isTrue();
    }

    @Test
    void aServiceThatHasNoRoomIsThereAndDoesNotOpenIt() {
        BedrockCircuitBreaker circuitBreaker = circuitBreaker(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            circuitBreaker.failed(new Capacity("ThrottlingException"));
        }
        assertThat(circuitBreaker.tryEnter()).isTrue();
    }

    @Test
    void failuresOfTheServiceInARowOpenIt() {
        BedrockCircuitBreaker circuitBreaker = circuitBreaker(Duration.ofHours(1));
        circuitBreaker.failed(new Transient("x"));
        circuitBreaker.succeeded();
        circuitBreaker.failed(new Transient("x"));
        assertThat(circuitBreaker.tryEnter()).isTrue();
        circuitBreaker.failed(new Transient("x"));
        assertThat(circuitBreaker.tryEnter()).isFalse();
    }

    @Test
    void anAbandonedTrialGivesItsPermitBack() {
        BedrockCircuitBreaker circuitBreaker = circuitBreaker(Duration.ofNanos(1));
        circuitBreaker.failed(new Transient("x"));
        circuitBreaker.failed(new Transient("x"));
        assertThat(circuitBreaker.tryEnter()).isTrue();
        assertThat(circuitBreaker.tryEnter()).isFalse();
        circuitBreaker.abandoned();
        assertThat(circuitBreaker.tryEnter()).isTrue();
    }

    @Test
    void clientsThatLeaveDoNotOpenIt() {
        BedrockCircuitBreaker circuitBreaker = circuitBreaker(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            circuitBreaker.abandoned();
        }
        assertThat(circuitBreaker.tryEnter()).isTrue();
    }

    private static BedrockCircuitBreaker circuitBreaker(Duration openFor) {
        return new BedrockCircuitBreaker(RetryPolicies.circuitBreaker(2, openFor));
    }
}
