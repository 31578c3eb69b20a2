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
 * A Lambda function in one region. Each instance has one event at a time; another event makes
 * another instance, or waits if there are many. Safe for many threads.
 */
final class LambdaFunction implements AutoCloseable {
    /** Of an event, and of an answer. */
    static final int LARGEST_BYTES = 6 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LambdaFunction.class);
    private static final int MOST_INSTANCES = 50;

    private final String name;
    private final FunctionCode code;
    private final Map<String, String> environment;
    private final Duration timeout;
    private final Deque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore instances = new Semaphore(MOST_INSTANCES);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What came of an event. */
    sealed interface Outcome {
        /** The function has answered this. */
        record Answered(byte[] payload) implements Outcome {}

        /** The event is too large; the function was not asked. */
        record TooLarge() implements Outcome {}

        /** The function has thrown an exception, or its answer is too large. */
        record Failed() implements Outcome {}

        /** No answer in time; the function goes on. */
        record TimedOut() implements Outcome {}
    }

    /**
     * @param timeout that the function is told, and that it is waited for
     */
    LambdaFunction(
            String name, FunctionCode code, Map<String, String> environment, Duration timeout) {
        this.name = name;
        this.code = code;
        this.environment = Map.copyOf(environment);
        this.timeout = timeout;
    }

    /** Gives it an event. */
    CompletableFuture<Outcome> invoke(byte[] event) {
        if (event.length > LARGEST_BYTES) {
            return CompletableFuture.completedFuture(new Outcome.TooLarge());
        }
        return CompletableFuture.supplyAsync(() -> outcome(event), threads)
                .exceptionally(this::failed)
                .completeOnTimeout(new Outcome.TimedOut(), timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Outcome failed(Throwable cause) {
        LOG.error("function={} failed", name, cause);
        return new Outcome.Failed();
    }

    private Outcome outcome(byte[] event) {
        try {
            byte[] payload = run(event);
            return payload.length > LARGEST_BYTES
                    ? new Outcome.Failed()
                    : new Outcome.Answered(payload);
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
            @Nullable RequestStreamHandler free = idle.poll();
            RequestStreamHandler instance = free == null ? code.instance(environment::get) : free;
            try {
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                instance.handleRequest(
                        new ByteArrayInputStream(event),
                        answer,
                        new InvocationContext(name, timeout));
                return answer.toByteArray();
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
