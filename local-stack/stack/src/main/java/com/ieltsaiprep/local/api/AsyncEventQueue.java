package com.ieltsaiprep.local.api;

import com.ieltsaiprep.local.api.LambdaFunction.Invocation;
import com.ieltsaiprep.local.api.LambdaFunction.Outcome;

import io.vertx.core.Vertx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;

/**
 * Asynchronous event queue of Lambda: delivers accepted events to functions, and retries those that
 * fail (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Lambda
 * guide, error handling</a>). Thread-safe.
 *
 * <p>After an error, a timeout or a death of the instance it retries as often as the function's
 * limits say. After throttling it tries again at growing intervals, which are no attempts. It
 * discards an event that is older than the function's maximum event age, or has no attempts left;
 * there is no destination and no dead-letter queue.
 *
 * @param records counts pending events and keeps the outcome of each attempt
 */
record AsyncEventQueue(Vertx vertx, InvocationRecords records) {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncEventQueue.class);

    /** Part of the retry delay after which a throttled event is tried again: 1 s of a minute. */
    private static final int THROTTLED_PART = 60;

    private static final int MAX_THROTTLED_DOUBLINGS = 8;

    /**
     * Event on its way to a function.
     *
     * @param killAttempts number of first attempts in which the instance dies
     * @param killAfter time from the beginning of such an attempt until it dies
     */
    record Event(
            String region,
            LambdaFunction function,
            byte[] payload,
            String id,
            int killAttempts,
            Duration killAfter) {
        Event killed(InvocationFault fault) {
            return new Event(
                    region,
                    function,
                    payload,
                    id,
                    fault.attempts(),
                    Duration.ofMillis(fault.afterMs()));
        }

        private Invocation invocation(int attempt) {
            return new Invocation(
                    payload,
                    id,
                    attempt <= killAttempts ? Optional.of(killAfter) : Optional.empty());
        }

        /** Returns a text without the payload. */
        @Override
        public String toString() {
            return "Event[" + id + "]";
        }
    }

    private record Delivery(Event event, long acceptedNs, int attempt, int throttled) {
        boolean isTooOld() {
            long ageNs = System.nanoTime() - acceptedNs;
            long maxAge = event.function.limits().maximumEventAgeSeconds();
            return ageNs > Duration.ofSeconds(maxAge).toNanos();
        }

        Delivery afterThrottling() {
            return new Delivery(event, acceptedNs, attempt, throttled + 1);
        }

        Delivery retried() {
            return new Delivery(event, acceptedNs, attempt + 1, 0);
        }
    }

    /** Accepts an event, whose first delivery is after {@code delayMs}. */
    void accept(Event event, long delayMs) {
        records.addPending(1);
        schedule(new Delivery(event, System.nanoTime(), 1, 0), delayMs);
    }

    private void schedule(Delivery delivery, long delayMs) {
        var _ = vertx.timer(Math.max(1, delayMs)).onComplete(_ -> deliver(delivery));
    }

    private void deliver(Delivery delivery) {
        if (delivery.isTooOld()) {
            discard(delivery, "age");
            return;
        }
        Event event = delivery.event;
        var _ =
                event.function
                        .invoke(event.invocation(delivery.attempt))
                        .thenAccept(outcome -> handle(delivery, outcome));
    }

    private void handle(Delivery delivery, Outcome outcome) {
        record(delivery, outcome.getClass().getSimpleName());
        FunctionLimits limits = delivery.event.function.limits();
        switch (outcome) {
            case Outcome.Returned _ -> records.addPending(-1);
            case Outcome.Throttled _ -> {
                int doublings = Math.min(delivery.throttled, MAX_THROTTLED_DOUBLINGS);
                schedule(
                        delivery.afterThrottling(),
                        (limits.retryDelayMs() / THROTTLED_PART) << doublings);
            }
            case Outcome.TooLarge _ -> discard(delivery, "size");
            case Outcome.Failed _, Outcome.TimedOut _ -> {
                if (delivery.attempt > limits.maximumRetryAttempts()) {
                    discard(delivery, "attempts");
                } else {
                    schedule(delivery.retried(), limits.retryDelayMs() * delivery.attempt);
                }
            }
        }
    }

    private void discard(Delivery delivery, String reason) {
        LOG.warn(
                "function={} event={} discarded reason={}",
                delivery.event.function.name(),
                delivery.event.id,
                reason);
        record(delivery, "Discarded");
        records.addPending(-1);
    }

    private void record(Delivery delivery, String outcome) {
        records.add(
                new InvocationRecords.Attempt(
                        delivery.event.region,
                        delivery.event.function.name(),
                        delivery.event.id,
                        LambdaStandIn.EVENT,
                        delivery.attempt,
                        outcome));
    }
}
