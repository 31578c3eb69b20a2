package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.common.Backoff;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;

import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Opener of one stream: retries with backoff, through the node's circuit breaker, with a timeout
 * for the response headers. On its event loop only, which is also Failsafe's scheduler.
 */
final class StreamOpener {
    /** Makes the attempts that the opener schedules, and is notified of the outcome. */
    interface AttemptHandler {
        /**
         * Prepares an attempt to open the stream; nothing of an earlier attempt remains.
         *
         * @param number number of the attempt, from 1
         */
        void prepare(int number);

        /** Starts the call to Bedrock that {@link #prepare} has prepared. */
        void start();

        /** Releases the current attempt, because it failed or timed out. */
        void drop();

        /**
         * Handles the scheduling of another attempt.
         *
         * @param number number of the attempt to come, from 2
         * @param delayMs time until that attempt starts, ms
         * @param failure failure of the last attempt
         */
        void onRetry(int number, int delayMs, StreamEnd.Failure failure);

        /**
         * Handles the failure of the opening: no further attempt follows.
         *
         * @param failure failure of the last attempt
         */
        void onFailed(StreamEnd.Failure failure);
    }

    private final LoopContext context;
    private final Backoff backoff;
    private final AttemptHandler attempts;
    private final long startedUs;
    private CompletableFuture<Void> opening = new CompletableFuture<>();
    private CompletableFuture<Void> current = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> deadline;
    private StreamEnd.Failure last = ErrorClassifier.NO_HEADERS;
    private int number;
    private boolean holdsPermit;
    private boolean done;

    StreamOpener(LoopContext context, Backoff backoff, AttemptHandler attempts) {
        this.context = context;
        this.backoff = backoff;
        this.attempts = attempts;
        this.startedUs = context.now();
    }

    /** Starts the first attempt in the next turn of the event loop. */
    void start() {
        RetryPolicy<Void> policy =
                backoff.<Void>policy()
                        .handleIf(_ -> !done && !(last instanceof StreamEnd.Rejected))
                        .onRetryScheduled(event -> retrying(event.getDelay()))
                        .build();
        opening = Failsafe.with(policy).with(context.loop()).getStageAsync(this::attempt);
        var _ =
                opening.whenComplete(
                        (_, failure) -> {
                            if (failure != null && !done) {
                                done = true;
                                attempts.onFailed(last);
                            }
                        });
    }

    /** Records that the service accepted the call. */
    void succeeded() {
        if (endAttempt()) {
            done = true;
            context.circuitBreaker().recordSuccess();
            context.observer().onOpened(context.now() - startedUs);
            current.complete(null);
        }
    }

    /** Records that the attempt failed before the service accepted it; a retry may follow. */
    void failed(StreamEnd.Failure failure) {
        if (endAttempt()) {
            context.circuitBreaker().recordFailure(failure);
            fail(failure);
        }
    }

    /** Stops retrying; no callback follows. */
    void stop() {
        if (done) {
            return;
        }
        done = true;
        if (endAttempt()) {
            context.circuitBreaker().recordAbandoned();
        }
        opening.cancel(false);
    }

    private CompletableFuture<Void> attempt() {
        current = new CompletableFuture<>();
        if (done) {
            return current;
        }
        number++;
        attempts.prepare(number);
        if (done) {
            return current;
        }
        if (context.circuitBreaker().tryAcquirePermit()) {
            holdsPermit = true;
            deadline = context.loop().schedule(this::onTimeout, timeoutUs(), TimeUnit.MICROSECONDS);
            attempts.start();
        } else {
            fail(BedrockCircuitBreaker.OPEN);
        }
        return current;
    }

    private long timeoutUs() {
        long headers = micros(context.settings().times().headers());
        return Math.clamp(startedUs + micros(backoff.within()) - context.now(), 0, headers);
    }

    private void onTimeout() {
        failed(ErrorClassifier.NO_HEADERS);
    }

    private void fail(StreamEnd.Failure failure) {
        last = failure;
        context.observer().onOpeningFailed(failure);
        attempts.drop();
        current.completeExceptionally(new AttemptFailedException());
    }

    private void retrying(Duration delay) {
        attempts.onRetry(number + 1, (int) delay.toMillis(), last);
    }

    private boolean endAttempt() {
        boolean held = holdsPermit;
        holdsPermit = false;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
        return held;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    /** Marks a failure for Failsafe, which knows exceptions only; the reason is {@code last}. */
    private static final class AttemptFailedException extends Exception {
        AttemptFailedException() {
            super(null, null, false, false);
        }
    }
}
