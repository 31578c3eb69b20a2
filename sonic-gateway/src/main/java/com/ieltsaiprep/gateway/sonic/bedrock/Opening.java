package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.common.Backoff;
import com.ieltsaiprep.gateway.conversation.StreamEnd;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;

import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The opening of one stream: attempts, pauses between them, the node's circuit breaker and the wait
 * for response headers. On its event loop only, which is also Failsafe's scheduler.
 */
final class Opening {
    /** Makes the attempts. */
    interface Owner {
        /** Prepares attempt {@code number}; nothing of an earlier one remains. */
        void connecting(int number);

        /** Calls the service. */
        void call();

        /** Drops the attempt, which failed or took too long. */
        void drop();

        void retrying(int number, int delayMs, StreamEnd.Failure failure);

        /** There will be no more attempts. */
        void gaveUp(StreamEnd.Failure failure);
    }

    private final LoopScope scope;
    private final Backoff backoff;
    private final Owner owner;
    private final long begunUs;
    private CompletableFuture<Void> all = new CompletableFuture<>();
    private CompletableFuture<Void> current = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> deadline;
    private StreamEnd.Failure last = Failures.NO_HEADERS;
    private int number;
    private boolean inCircuit;
    private boolean over;

    Opening(LoopScope scope, Backoff backoff, Owner owner) {
        this.scope = scope;
        this.backoff = backoff;
        this.owner = owner;
        this.begunUs = scope.now();
    }

    /** Begins with the next turn of the event loop. */
    void begin() {
        RetryPolicy<Void> policy =
                backoff.<Void>policy()
                        .handleIf(_ -> !over && !(last instanceof StreamEnd.Rejected))
                        .onRetryScheduled(event -> retrying(event.getDelay()))
                        .build();
        all = Failsafe.with(policy).with(scope.loop()).getStageAsync(this::attempt);
        var _ =
                all.whenComplete(
                        (_, failure) -> {
                            if (failure != null && !over) {
                                over = true;
                                owner.gaveUp(last);
                            }
                        });
    }

    /** The service accepted the call. */
    void succeeded() {
        if (leaveAttempt()) {
            over = true;
            scope.circuit().succeeded();
            scope.metrics().opened(scope.now() - begunUs);
            current.complete(null);
        }
    }

    /** The attempt failed before the service accepted it. */
    void failed(StreamEnd.Failure failure) {
        if (leaveAttempt()) {
            scope.circuit().failed(failure);
            fail(failure);
        }
    }

    /** Makes no more attempts and tells nothing. */
    void stop() {
        if (over) {
            return;
        }
        over = true;
        if (leaveAttempt()) {
            scope.circuit().abandoned();
        }
        all.cancel(false);
    }

    private CompletableFuture<Void> attempt() {
        current = new CompletableFuture<>();
        if (over) {
            return current;
        }
        number++;
        owner.connecting(number);
        if (over) {
            return current;
        }
        if (scope.circuit().tryEnter()) {
            inCircuit = true;
            deadline = scope.loop().schedule(this::tooLate, waitUs(), TimeUnit.MICROSECONDS);
            owner.call();
        } else {
            fail(Circuit.OPEN);
        }
        return current;
    }

    private long waitUs() {
        long headers = micros(scope.settings().times().headers());
        return Math.clamp(begunUs + micros(backoff.within()) - scope.now(), 0, headers);
    }

    private void tooLate() {
        failed(Failures.NO_HEADERS);
    }

    private void fail(StreamEnd.Failure failure) {
        last = failure;
        scope.metrics().openingFailed(failure);
        owner.drop();
        current.completeExceptionally(new AttemptFailedException());
    }

    private void retrying(Duration delay) {
        owner.retrying(number + 1, (int) delay.toMillis(), last);
    }

    private boolean leaveAttempt() {
        boolean entered = inCircuit;
        inCircuit = false;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
        return entered;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    /** For Failsafe, which knows failures as exceptions only; what it was is in {@code last}. */
    private static final class AttemptFailedException extends Exception {
        AttemptFailedException() {
            super(null, null, false, false);
        }
    }
}
