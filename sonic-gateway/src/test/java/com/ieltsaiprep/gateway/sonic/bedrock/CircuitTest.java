package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.RetryPolicies;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Capacity;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Rejected;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Transient;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class CircuitTest {
    @Test
    void faultsOfOursDoNotOpenIt() {
        Circuit circuit = circuit(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            circuit.failed(new Rejected("x"));
        }
        assertThat(circuit.tryEnter()).isTrue();
    }

    @Test
    void aServiceThatHasNoRoomIsThereAndDoesNotOpenIt() {
        Circuit circuit = circuit(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            circuit.failed(new Capacity("ThrottlingException"));
        }
        assertThat(circuit.tryEnter()).isTrue();
    }

    @Test
    void failuresOfTheServiceInARowOpenIt() {
        Circuit circuit = circuit(Duration.ofHours(1));
        circuit.failed(new Transient("x"));
        circuit.succeeded();
        circuit.failed(new Transient("x"));
        assertThat(circuit.tryEnter()).isTrue();
        circuit.failed(new Transient("x"));
        assertThat(circuit.tryEnter()).isFalse();
    }

    @Test
    void anAbandonedTrialGivesItsPermitBack() {
        Circuit circuit = circuit(Duration.ofNanos(1));
        circuit.failed(new Transient("x"));
        circuit.failed(new Transient("x"));
        assertThat(circuit.tryEnter()).isTrue();
        assertThat(circuit.tryEnter()).isFalse();
        circuit.abandoned();
        assertThat(circuit.tryEnter()).isTrue();
    }

    @Test
    void clientsThatLeaveDoNotOpenIt() {
        Circuit circuit = circuit(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            circuit.abandoned();
        }
        assertThat(circuit.tryEnter()).isTrue();
    }

    private static Circuit circuit(Duration openFor) {
        return new Circuit(RetryPolicies.circuitBreaker(2, openFor));
    }
}
