package com.ieltsaiprep.local.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lambda function in one region, with an instance per concurrent event up to a limit. Thread-safe.
 *
 * <p>An invocation fails if the function has {@linkplain UnfinishedWork unfinished work} when it
 * returns.
 */
final class LambdaFunction implements AutoCloseable {
    /** Limit of an event and of a response. */
    static final int MAX_PAYLOAD_BYTES = 6 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LambdaFunction.class);
    private static final int MAX_INSTANCES = 50;

    private final String name;
    private final FunctionCode code;
    private final Map<String, String> environment;
    private final FunctionLimits limits;
    private final Duration timeout;
    private final Deque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore instances = new Semaphore(MAX_INSTANCES);
    private final Semaphore reserved;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Outcome of an invocation. */
    sealed interface Outcome {
        /**
         * Outcome of an invocation in which the function returned a response.
         *
         * @param payload response of the function, at most 6 MiB
         */
        record Returned(byte[] payload) implements Outcome {}

        /**
         * Outcome of an invocation whose event is larger than 6 MiB; the function was not called.
         */
        record TooLarge() implements Outcome {}

        /**
         * Outcome of an invocation above the function's reserved concurrency; the function was not
         * called.
         */
        record Throttled() implements Outcome {}

        /**
         * Outcome of an invocation in which the function threw an exception, returned a response
         * larger than 6 MiB or left work unfinished, or its instance died.
         */
        record Failed() implements Outcome {}

        /**
         * Outcome of an invocation in which the function did not return before its timeout. Its
         * thread is interrupted, and the instance gets no other event.
         */
        record TimedOut() implements Outcome {}
    }

    /**
     * Invocation of the function.
     *
     * @param requestId the same for all attempts to process the event
     * @param killAfter time from which the instance is dead; empty if it lives on
     */
    record Invocation(byte[] event, String requestId, Optional<Duration> killAfter) {
        static Invocation of(byte[] event) {
            return new Invocation(event, UUID.randomUUID().toString(), Optional.empty());
        }

        /** Returns a text without the event. */
        @Override
        public String toString() {
            return "Invocation[" + requestId + "]";
        }
    }

    LambdaFunction(
            String name,
            FunctionCode code,
            Map<String, String> environment,
            FunctionLimits limits) {
        this.name = name;
        this.code = code;
        this.environment = Map.copyOf(environment);
        this.limits = limits;
        this.timeout = Duration.ofMillis(limits.timeoutMs());
        int concurrency = limits.reservedConcurrency();
        this.reserved = new Semaphore(concurrency == 0 ? Integer.MAX_VALUE : concurrency);
    }

    String name() {
        return name;
    }

    FunctionLimits limits() {
        return limits;
    }

    /** Invokes the function with an event. */
    CompletableFuture<Outcome> invoke(byte[] event) {
        return invoke(Invocation.of(event));
    }

    /** Invokes the function; without reserved concurrency, the event waits for an instance. */
    CompletableFuture<Outcome> invoke(Invocation invocation) {
        if (invocation.event.length > MAX_PAYLOAD_BYTES) {
            return CompletableFuture.completedFuture(new Outcome.TooLarge());
        }
        if (!reserved.tryAcquire()) {
            return CompletableFuture.completedFuture(new Outcome.Throttled());
        }
        CompletableFuture<Outcome> result = new CompletableFuture<>();
        Future<?> running = threads.submit(() -> execute(invocation, result));
        CompletableFuture<Outcome> cutShort = new CompletableFuture<>();
        invocation.killAfter.ifPresent(
                after ->
                        cutShort.completeOnTimeout(
                                new Outcome.Failed(), after.toNanos(), TimeUnit.NANOSECONDS));
        cutShort.completeOnTimeout(new Outcome.TimedOut(), timeout.toNanos(), TimeUnit.NANOSECONDS);
        var _ =
                cutShort.thenAccept(
                        outcome -> {
                            if (result.complete(outcome)) {
                                LOG.warn("function={} cut_short outcome={}", name, outcome);
                                running.cancel(true);
                            }
                        });
        return result.whenComplete(
                (_, _) -> {
                    reserved.release();
                    cutShort.cancel(false);
                });
    }

    private void execute(Invocation invocation, CompletableFuture<Outcome> result) {
        Outcome outcome = new Outcome.Failed();
        try {
            byte[] payload = run(invocation, result);
            if (payload.length <= MAX_PAYLOAD_BYTES) {
                outcome = new Outcome.Returned(payload);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.error("function={} interrupted", name, e);
        } catch (Exception | Error e) {
            LOG.error("function={} failed", name, e);
        }
        result.complete(outcome);
    }

    private byte[] run(Invocation invocation, CompletableFuture<Outcome> result) throws Exception {
        instances.acquire();
        try {
            Thread.currentThread().setContextClassLoader(code.loader());
            return withoutUnfinishedWork(() -> runInstance(invocation, result));
        } finally {
            instances.release();
        }
    }

    private byte[] withoutUnfinishedWork(Callable<byte[]> run) throws Exception {
        byte[] response;
        List<UnfinishedWork.Finding> unfinished;
        code.unfinishedWork().begin();
        try {
            response = run.call();
        } finally {
            unfinished = code.unfinishedWork().end(name);
        }
        if (!unfinished.isEmpty()) {
            throw new IllegalStateException("unfinished work after the response: " + unfinished);
        }
        return response;
    }

    private byte[] runInstance(Invocation invocation, CompletableFuture<Outcome> result)
            throws Exception {
        RequestStreamHandler instance = idle.poll();
        if (instance == null) {
            instance = code.newInstance(environment::get);
        }
        try {
            ByteArrayOutputStream response = new ByteArrayOutputStream();
            instance.handleRequest(
                    new ByteArrayInputStream(invocation.event),
                    response,
                    new InvocationContext(name, timeout, invocation.requestId));
            return response.toByteArray();
        } finally {
            if (!result.isDone()) {
                idle.push(instance);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
