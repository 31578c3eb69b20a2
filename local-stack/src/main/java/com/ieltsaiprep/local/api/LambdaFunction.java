package com.ieltsaiprep.local.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lambda function in one region, with an instance per concurrent event up to a limit. Thread-safe.
 */
final class LambdaFunction implements AutoCloseable {
    /** Limit of an event and of a response. */
    static final int MAX_PAYLOAD_BYTES = 6 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LambdaFunction.class);
    private static final int MAX_INSTANCES = 50;

    private final String name;
    private final FunctionCode code;
    private final Map<String, String> environment;
    private final Duration timeout;
    private final Deque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore instances = new Semaphore(MAX_INSTANCES);
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
         * Outcome of an invocation in which the function threw an exception, or returned a response
         * larger than 6 MiB.
         */
        record Failed() implements Outcome {}

        /**
         * Outcome of an invocation in which the function did not return before its timeout. The
         * call is not cancelled and goes on in its thread.
         */
        record TimedOut() implements Outcome {}
    }

    /**
     * @param timeout reported to the function, and after which the caller stops waiting
     */
    LambdaFunction(
            String name, FunctionCode code, Map<String, String> environment, Duration timeout) {
        this.name = name;
        this.code = code;
        this.environment = Map.copyOf(environment);
        this.timeout = timeout;
    }

    /** Invokes the function with an event. */
    CompletableFuture<Outcome> invoke(byte[] event) {
        if (event.length > MAX_PAYLOAD_BYTES) {
            return CompletableFuture.completedFuture(new Outcome.TooLarge());
        }
        return CompletableFuture.supplyAsync(() -> execute(event), threads)
                .exceptionally(this::failed)
                .completeOnTimeout(new Outcome.TimedOut(), timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Outcome failed(Throwable cause) {
        LOG.error("function={} failed", name, cause);
        return new Outcome.Failed();
    }

    private Outcome execute(byte[] event) {
        try {
            byte[] payload = run(event);
            return payload.length > MAX_PAYLOAD_BYTES
                    ? new Outcome.Failed()
                    : new Outcome.Returned(payload);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(e);
        } catch (Exception e) {
            return failed(e);
        }
    }

    private byte[] run(byte[] event) throws Exception {
        instances.acquire();
        try {
            Thread.currentThread().setContextClassLoader(code.loader());
            @Nullable RequestStreamHandler idleInstance = idle.poll();
            RequestStreamHandler instance =
                    idleInstance == null ? code.newInstance(environment::get) : idleInstance;
            try {
                ByteArrayOutputStream response = new ByteArrayOutputStream();
                instance.handleRequest(
                        new ByteArrayInputStream(event),
                        response,
                        new InvocationContext(name, timeout));
                return response.toByteArray();
            } finally {
                idle.push(instance);
            }
        } finally {
            instances.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
