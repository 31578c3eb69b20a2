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
final class StreamOpener {
    /** Makes the attempts. */
    interface AttemptHandler {
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

    private final LoopContext context;
    private final Backoff backoff;
    private final AttemptHandler owner;
    private final long begunUs;
    private CompletableFuture<Void> all = new CompletableFuture<>();
    private CompletableFuture<Void> current = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> deadline;
    private StreamEnd.Failure last = ErrorClassifier.NO_HEADERS;
    private int number;
    private boolean inCircuit;
    private boolean over;

    StreamOpener(LoopContext context, Backoff backoff, AttemptHandler owner) {
        this.context = context;
        this.backoff = backoff;
        this.owner = owner;
        this.begunUs = context.now();
    }

    /** Begins with the next turn of the event loop. */
    void begin() {
        RetryPolicy<Void> policy =
                backoff.<Void>policy()
                        .handleIf(_ -> !over && !(last instanceof StreamEnd.Rejected))
                        .onRetryScheduled(event -> retrying(event.getDelay()))
                        .build();
        all = Failsafe.with(policy).with(context.loop()).getStageAsync(this::attempt);
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
            context.circuitBreaker().succeeded();
            context.observer().opened(context.now() - begunUs);
            current.complete(null);
        }
    }

    /** The attempt failed before the service accepted it. */
    void failed(StreamEnd.Failure failure) {
        if (leaveAttempt()) {
            context.circuitBreaker().failed(failure);
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
            context.circuitBreaker().abandoned();
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
        if (context.circuitBreaker().tryEnter()) {
            inCircuit = true;
            deadline = context.loop().schedule(this::tooLate, waitUs(), TimeUnit.MICROSECONDS);
            owner.call();
        } else {
            fail(BedrockCircuitBreaker.OPEN);
        }
        return current;
    }

    private long waitUs() {
        long headers = micros(context.settings().times().headers());
        return Math.clamp(begunUs + micros(backoff.within()) - context.now(), 0, headers);
    }

    private void tooLate() {
        failed(ErrorClassifier.NO_HEADERS);
    }

    private void fail(StreamEnd.Failure failure) {
        last = failure;
        context.observer().openingFailed(failure);
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
