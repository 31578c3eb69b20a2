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
 * Connections to Redis for one purpose, so that no other purpose is in its way. Connects when
 * asked, so it works again by itself once Redis is back. The log says when Redis goes and returns.
 */
final class RedisConnectionPool {
    /** Frees the place in the pool of a connection that answers no more. */
    private static final int IDLE_SECONDS = 5;

    private static final int MAX_CONNECTIONS = 8;
    private static final Logger log = LoggerFactory.getLogger(RedisConnectionPool.class);

    private final String purpose;
    private final int timeoutMs;
    private final Redis redis;
    private volatile boolean away;

    /**
     * @param purpose for the log
     * @param timeoutMs for connecting, waiting in the pool and the answer together
     * @param maxWaiting commands that may wait for a connection; one more fails at once
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

    /** Sends a command; fails if there is no answer in time, or the answer is an error. */
    Future<@Nullable Response> send(Request request) {
        return attempt(request).onFailure(this::noteAway);
    }

    /**
     * Has a connection ready for the next command. Should Redis be away, that command will tell:
     * the first connection of a process takes longer than an answer may.
     */
    void keepWarm() {
        attempt(Request.cmd(Command.PING));
    }

    private Future<@Nullable Response> attempt(Request request) {
        return redis.send(request)
                .timeout(timeoutMs, TimeUnit.MILLISECONDS)
                .onSuccess(_ -> noteBack());
    }

    /** Whether the last that was heard of Redis was nothing. */
    boolean away() {
        return away;
    }

    Future<Void> close() {
        return redis.close();
    }

    /** A pool with too many waiting says nothing of Redis; those who wait in vain will. */
    private void noteAway(Throwable cause) {
        boolean telling =
                !(cause instanceof ConnectionPoolTooBusyException) && !RedisScript.isUnknown(cause);
        if (!away && telling) {
            away = true;
            log.warn("event=redis_away for={} cause={}", purpose, cause.getClass().getSimpleName());
        }
    }

    private void noteBack() {
        if (away) {
            away = false;
            log.info("event=redis_back for={}", purpose);
        }
    }
}
