package com.ieltsaiprep.api.platform.redis;

import com.ieltsaiprep.common.MonotonicClock;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import javax.net.ssl.SSLSocketFactory;

/**
 * Redis client with a time budget for each command. A thread of the client sends the commands in
 * order over one connection, so that a caller never waits longer than the budget; a connection that
 * opens too late serves the next command. After a failure, commands fail at once for a while
 * (circuit breaker). Commands must be idempotent, since one may be sent twice. Safe for concurrent
 * use.
 */
public final class RedisClient implements AutoCloseable {
    /** The number of commands that wait; further ones are refused. */
    private static final int MAX_QUEUE = 16;

    /** The timeout of the thread itself: an unresponsive connection is closed after it. */
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);

    private final RedisAddress address;
    private final Supplier<SSLSocketFactory> tls;
    private final Limits limits;
    private final MonotonicClock clock;
    private final ThreadPoolExecutor worker;
    private volatile long openUntilUs = Long.MIN_VALUE;

    /** Used by the worker's thread only. */
    private @Nullable RedisConnection connection;

    /**
     * Time limits of a client.
     *
     * @param budget of a command, waiting and connecting included
     * @param pause after a failure, during which Redis is not asked; may be zero
     */
    record Limits(Duration budget, Duration pause) {}

    RedisClient(
            RedisAddress address,
            Supplier<SSLSocketFactory> tls,
            Limits limits,
            MonotonicClock clock) {
        this.address = address;
        this.tls = tls;
        this.limits = limits;
        this.clock = clock;
        this.worker =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MAX_QUEUE),
                        Thread.ofPlatform().daemon().name("redis").factory());
    }

    /**
     * Creates a Redis client for a cache, which may fail: the time budget of a command is 50 ms.
     *
     * @param tls factory of sockets, used only if the address requires TLS
     */
    public static RedisClient forCache(
            RedisAddress address, Supplier<SSLSocketFactory> tls, MonotonicClock clock) {
        return new RedisClient(
                address, tls, new Limits(Duration.ofMillis(50), Duration.ofSeconds(5)), clock);
    }

    /**
     * Creates a Redis client for health checks, with 500 ms per command and no circuit breaker.
     *
     * @param tls factory of sockets, used only if the address requires TLS
     */
    public static RedisClient forHealthChecks(
            RedisAddress address, Supplier<SSLSocketFactory> tls, MonotonicClock clock) {
        return new RedisClient(
                address, tls, new Limits(Duration.ofMillis(500), Duration.ZERO), clock);
    }

    /**
     * Creates a Redis client for data that a request requires: the time budget of a command is 1 s.
     *
     * @param tls factory of sockets, used only if the address requires TLS
     */
    public static RedisClient forRequiredData(
            RedisAddress address, Supplier<SSLSocketFactory> tls, MonotonicClock clock) {
        return new RedisClient(
                address, tls, new Limits(Duration.ofSeconds(1), Duration.ofMillis(200)), clock);
    }

    /** Sends {@code PING}, and returns whether Redis answers within the client's time budget. */
    public boolean ping() {
        return ask("PING").isPresent();
    }

    /** Reads a string; empty if Redis has no such key, or does not answer in time. */
    public Optional<String> get(String key) {
        return ask("GET", key)
                .flatMap(
                        reply ->
                                reply instanceof RespReply.Text(String text)
                                        ? Optional.of(text)
                                        : Optional.empty());
    }

    /**
     * Stores a string that expires after {@code seconds}; returns whether Redis has confirmed the
     * write within the time budget.
     */
    public boolean setExpiring(String key, long seconds, String value) {
        return ask("SETEX", key, String.valueOf(seconds), value)
                .filter(reply -> reply.equals(new RespReply.Text("OK")))
                .isPresent();
    }

    /**
     * Deletes keys, even while the circuit breaker refuses other commands.
     *
     * @param timeout in place of the client's time budget
     * @return whether Redis confirmed the deletion in time; otherwise the keys may be deleted
     *     later, or never: the connection failed, or too many commands are waiting
     */
    public boolean delete(Collection<String> keys, Duration timeout) {
        List<String> command = new ArrayList<>(List.of("DEL"));
        command.addAll(keys);
        return await(task(command), timeout).filter(RespReply.Count.class::isInstance).isPresent();
    }

    /** Sends a command; returns empty without a reply in time, or in the pause after a failure. */
    Optional<RespReply> ask(String... words) {
        if (clock.nowUs() < openUntilUs) {
            return Optional.empty();
        }
        FutureTask<RespReply> task = task(List.of(words));
        try {
            return await(task, limits.budget());
        } finally {
            task.cancel(false);
        }
    }

    private FutureTask<RespReply> task(List<String> command) {
        return new FutureTask<>(() -> exchange(command));
    }

    private Optional<RespReply> await(FutureTask<RespReply> task, Duration timeout) {
        try {
            worker.execute(task);
            return Optional.of(task.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException | RejectedExecutionException _) {
            openUntilUs = clock.nowUs() + limits.pause().toNanos() / 1_000;
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private RespReply exchange(List<String> command) throws IOException {
        RespReply reply = overAnyConnection(command);
        openUntilUs = Long.MIN_VALUE;
        return reply;
    }

    private RespReply overAnyConnection(List<String> command) throws IOException {
        RedisConnection old = connection;
        if (old == null) {
            return overNewConnection(command);
        }
        try {
            return old.ask(command);
        } catch (SocketTimeoutException e) {
            disconnect();
            throw e;
        } catch (IOException _) {
            // Redis closes idle connections, and Lambda freezes the function between requests.
            disconnect();
            return overNewConnection(command);
        }
    }

    private RespReply overNewConnection(List<String> command) throws IOException {
        RedisConnection fresh = RedisConnection.open(address, tls, CONNECTION_TIMEOUT);
        connection = fresh;
        try {
            return fresh.ask(command);
        } catch (IOException e) {
            disconnect();
            throw e;
        }
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Closes the connection to Redis once the commands that were sent earlier are done. */
    @Override
    public void close() {
        worker.execute(this::disconnect);
        worker.shutdown();
    }
}
