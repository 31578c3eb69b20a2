package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.common.RetryPolicies;
import com.ieltsaiprep.gateway.conversation.StreamEnd;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerBuilder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's circuit breaker: while Bedrock accepts no stream of anyone's, attempts fail here. Safe
 * for use by many threads. It stands beside Failsafe's policies and not among them, because an
 * attempt that a client's leaving cut short is neither a success nor a failure, and must still give
 * back the one permit of a half-open circuit.
 */
final class Circuit {
    private static final Logger log = LoggerFactory.getLogger(Circuit.class);

    static final StreamEnd.Failure OPEN = new StreamEnd.Capacity("CircuitOpen");

    private final CircuitBreaker<Void> breaker;

    Circuit(CircuitBreakerBuilder<Void> breaker) {
        this.breaker =
                breaker.onOpen(_ -> log.warn("event=bedrock_circuit state=open"))
                        .onClose(_ -> log.info("event=bedrock_circuit state=closed"))
                        .build();
    }

    static Circuit standard() {
        return new Circuit(RetryPolicies.circuitBreaker());
    }

    /** Whether an attempt may be made; each that may must report exactly one of the below. */
    boolean tryEnter() {
        return breaker.tryAcquirePermit();
    }

    void succeeded() {
        breaker.recordSuccess();
    }

    /** A service that says that we broke its rules, or that it has no room for more, is there. */
    void failed(StreamEnd.Failure failure) {
        switch (failure) {
            case StreamEnd.Rejected _, StreamEnd.Capacity _ -> breaker.recordSuccess();
            case StreamEnd.Transient _, StreamEnd.Expired _ -> breaker.recordFailure();
        }
    }

    void abandoned() {
        if (breaker.isHalfOpen()) {
            breaker.recordFailure();
        }
    }
}
