package com.ieltsaiprep.gateway.fleet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.TimeUnit;

/**
 * Redis connection pool for one purpose, so that purposes cannot delay one another. It connects on
 * demand, so it recovers by itself; the log says when Redis becomes unavailable and available.
 */
final class RedisConnectionPool {
    /** Idle timeout, which removes dead connections from the pool. */
    private static final int IDLE_SECONDS = 5;

    private static final int MAX_CONNECTIONS = 8;
    private static final Logger log = LoggerFactory.getLogger(RedisConnectionPool.class);

    private final String purpose;
    private final int timeoutMs;
    private final Redis redis;
    private volatile boolean unavailable;

    /**
     * @param purpose name in the log
     * @param timeoutMs for connecting, waiting in the pool and the answer together
     * @param maxWaiting maximum of commands that wait for a connection; one more fails at once
     */
    RedisConnectionPool(Vertx vertx, String url, String purpose, int timeoutMs, int maxWaiting) {
        this.purpose = purpose;
        this.timeoutMs = timeoutMs;
        this.redis =
                Redis.createClient(
                        vertx,
                        new RedisOptions()
                                .setConnectionString(url)
                                .setMaxPoolSize(MAX_CONNECTIONS)
                                .setMaxPoolWaiting(maxWaiting)
                                .setNetClientOptions(
                                        new NetClientOptions()
                                                .setConnectTimeout(timeoutMs)
                                                .setIdleTimeout(IDLE_SECONDS)
                                                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                                                .setTcpNoDelay(true)));
    }

    /** Sends a command; fails on a timeout, or if the answer is an error. */
    Future<@Nullable Response> send(Request request) {
        return attempt(request).onFailure(this::markUnavailable);
    }

    /**
     * Keeps a connection open for the next command. A failure is not logged, since the first
     * connection of a process takes longer than the timeout; the next command will show it.
     */
    void keepWarm() {
        attempt(Request.cmd(Command.PING));
    }

    private Future<@Nullable Response> attempt(Request request) {
        return redis.send(request)
                .timeout(timeoutMs, TimeUnit.MILLISECONDS)
                .onSuccess(_ -> markAvailable());
    }

    /** Returns whether the last command failed. */
    boolean isUnavailable() {
        return unavailable;
    }

    Future<Void> close() {
        return redis.close();
    }

    /** Marks Redis unavailable, unless the pool was full, which says nothing about Redis. */
    private void markUnavailable(Throwable cause) {
        boolean conclusive =
                !(cause instanceof ConnectionPoolTooBusyException) && !RedisScript.isUnknown(cause);
        if (!unavailable && conclusive) {
            unavailable = true;
            log.warn(
                    "event=redis_unavailable for={} cause={}",
                    purpose,
                    cause.getClass().getSimpleName());
        }
    }

    private void markAvailable() {
        if (unavailable) {
            unavailable = false;
            log.info("event=redis_available for={}", purpose);
        }
    }
}
