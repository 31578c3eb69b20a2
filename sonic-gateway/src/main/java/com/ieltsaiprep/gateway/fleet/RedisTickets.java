package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.common.Ticket;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;

/**
 * Tickets in Redis, taken with GETDEL so that one of several racing nodes gets each. Fails closed:
 * without Redis nobody comes in, and conversations that are under way do not notice. Connects when
 * asked, so it works again by itself once Redis is back.
 */
public final class RedisTickets implements Tickets {
    /**
     * For connecting, waiting in the pool and the answer together. One command per conversation, so
     * there is time: less would take a busy processor of ours for a Redis that is away.
     */
    private static final int TIMEOUT_MS = 1_000;

    /** Commands beside the takes: health checks. */
    private static final int CHECKS = 16;

    private final RedisConnectionPool redis;

    /**
     * @param url such as {@code redis://127.0.0.1:6379}, or {@code rediss://} for TLS
     * @param maxTakes as many tickets may be asked for at once; who asks for more finds the store
     *     away at once
     */
    public RedisTickets(Vertx vertx, String url, int maxTakes) {
        this.redis = new RedisConnectionPool(vertx, url, "tickets", TIMEOUT_MS, maxTakes + CHECKS);
    }

    @Override
    public Future<Result> take(String secret) {
        return redis.send(Request.cmd(Command.GETDEL).arg(Ticket.redisKey(secret)))
                .map(RedisTickets::read)
                .otherwise(new StoreUnavailable());
    }

    /** Whether Redis answers now; never fails. */
    public Future<Boolean> answers() {
        return redis.send(Request.cmd(Command.PING)).map(true).otherwise(_ -> !redis.away());
    }

    /** Closes the connections. */
    public Future<Void> close() {
        return redis.close();
    }

    private static Result read(@Nullable Response response) {
        if (response == null) {
            return new Unknown();
        }
        return Ticket.fromJson(response.toString())
                .<Result>map(ticket -> new Redeemed(ticket.sessionId(), ticket.userId()))
                .orElseGet(Unknown::new);
    }
}
