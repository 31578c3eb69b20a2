package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.common.RetryPolicies;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerBuilder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Circuit breaker of the node: while Bedrock accepts no streams at all, attempts fail fast here.
 * Thread-safe. It stands beside Failsafe's policies and not among them, because an attempt that a
 * disconnect of the client cut short is neither a success nor a failure, and must still give back
 * the one permit of a half-open circuit.
 */
final class BedrockCircuitBreaker {
    private static final Logger log = LoggerFactory.getLogger(BedrockCircuitBreaker.class);

    static final StreamEnd.Failure OPEN = new StreamEnd.Capacity("CircuitOpen");

    private final CircuitBreaker<Void> breaker;

    BedrockCircuitBreaker(CircuitBreakerBuilder<Void> breaker) {
        this.breaker =
                breaker.onOpen(_ -> log.warn("event=bedrock_circuit_breaker state=open"))
                        .onClose(_ -> log.info("event=bedrock_circuit_breaker state=closed"))
                        .build();
    }

    static BedrockCircuitBreaker standard() {
        return new BedrockCircuitBreaker(RetryPolicies.circuitBreaker());
    }

    /**
     * Acquires the permit for one attempt, which must be answered by exactly one of the {@code
     * record} methods.
     *
     * @return false if the circuit is open
     */
    boolean tryAcquirePermit() {
        return breaker.tryAcquirePermit();
    }

    void recordSuccess() {
        breaker.recordSuccess();
    }

    /** Counts a failure, unless the service answered: a rejection or throttling proves it is up. */
    void recordFailure(StreamEnd.Failure failure) {
        switch (failure) {
            case StreamEnd.Rejected _, StreamEnd.Capacity _ -> breaker.recordSuccess();
            case StreamEnd.Transient _, StreamEnd.Expired _ -> breaker.recordFailure();
        }
    }

    void recordAbandoned() {
        if (breaker.isHalfOpen()) {
            breaker.recordFailure();
        }
    }
}
