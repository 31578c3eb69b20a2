package com.ieltsaiprep.api.platform.redis;

import com.ieltsaiprep.common.MonotonicClock;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
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
 * Redis for one purpose, never for longer than that purpose is worth. Commands go one after the
 * other over one connection, on a thread of their own: who waits for one gives up in time, whatever
 * the connection does, and a TLS handshake that takes longer is not in vain. After a failure Redis
 * is not asked for a while, so that one that hangs costs its time now and then, not each time. Safe
 * for all threads; commands must be such that it does no harm to do them twice.
 */
public final class RedisClient implements AutoCloseable {
    /** More commands that wait are refused. */
    private static final int LONGEST_QUEUE = 16;

    /** For what the thread itself does: a connection that answers no more is given up. */
    private static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(1);

    private final RedisAddress address;
    private final Supplier<SSLSocketFactory> tls;
    private final Terms terms;
    private final MonotonicClock clock;
    private final ThreadPoolExecutor worker;
    private volatile long awayUntilUs = Long.MIN_VALUE;

    /** Of the worker's thread only. */
    private @Nullable RedisConnection connection;

    /**
     * What a purpose is worth.
     *
     * @param budget for a command, waiting and connecting included
     * @param pause after a failure, in which Redis is not asked; may be none
     */
    public record Terms(Duration budget, Duration pause) {
        /** For what is quicker with Redis, but goes without. */
        public static final Terms CACHE = new Terms(Duration.ofMillis(50), Duration.ofSeconds(5));

        /** For who wants to know whether it answers now. */
        public static final Terms HEALTH = new Terms(Duration.ofMillis(500), Duration.ZERO);

        /** For what does not go without. */
        public static final Terms REQUIRED =
                new Terms(Duration.ofSeconds(1), Duration.ofMillis(200));
    }

    /**
     * Not connected yet.
     *
     * @param tls asked only if the address wants TLS
     */
    public RedisClient(
            RedisAddress address,
            Supplier<SSLSocketFactory> tls,
            Terms terms,
            MonotonicClock clock) {
        this.address = address;
        this.tls = tls;
        this.terms = terms;
        this.clock = clock;
        this.worker =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(LONGEST_QUEUE),
                        Thread.ofPlatform().daemon().name("redis").factory());
    }

    /** Whether Redis answers now. */
    public boolean ping() {
        return ask("PING").isPresent();
    }

    /**
     * Sends a command.
     *
     * @return its answer; empty if there is none in time, or Redis is not asked at present
     */
    public Optional<RespReply> ask(String... words) {
        if (clock.nowUs() < awayUntilUs) {
            return Optional.empty();
        }
        FutureTask<RespReply> task = task(words);
        try {
            return await(task, terms.budget());
        } finally {
            task.cancel(false);
        }
    }

    /**
     * Sends a command also in the pause after a failure. If there is no answer in time, it is sent
     * all the same once the commands before it are done.
     *
     * @param patience in the place of this link's budget
     * @return its answer; empty if there is none in time
     */
    public Optional<RespReply> insist(Duration patience, String... words) {
        return await(task(words), patience);
    }

    private FutureTask<RespReply> task(String... words) {
        List<String> command = List.of(words);
        return new FutureTask<>(() -> exchange(command));
    }

    private Optional<RespReply> await(FutureTask<RespReply> task, Duration patience) {
        try {
            worker.execute(task);
            return Optional.of(task.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException | RejectedExecutionException _) {
            awayUntilUs = clock.nowUs() + terms.pause().toNanos() / 1_000;
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private RespReply exchange(List<String> command) throws IOException {
        RespReply reply = overNewOrOld(command);
        awayUntilUs = Long.MIN_VALUE;
        return reply;
    }

    private RespReply overNewOrOld(List<String> command) throws IOException {
        RedisConnection old = connection;
        if (old == null) {
            return overNew(command);
        }
        try {
            return old.ask(command);
        } catch (SocketTimeoutException e) {
            disconnect();
            throw e;
        } catch (IOException _) {
            // Closed while nobody asked, perhaps long ago: a function sleeps between requests.
            disconnect();
            return overNew(command);
        }
    }

    private RespReply overNew(List<String> command) throws IOException {
        RedisConnection fresh = RedisConnection.open(address, tls, CONNECTION_PATIENCE);
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

    /** Closes the connection once the commands under way are done. */
    @Override
    public void close() {
        worker.execute(this::disconnect);
        worker.shutdown();
    }
}
