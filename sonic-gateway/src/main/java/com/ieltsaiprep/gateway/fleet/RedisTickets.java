package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.common.Ticket;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tickets in Redis, taken with GETDEL so that one of several racing nodes gets each. Fails closed:
 * without Redis nobody comes in, and conversations that are under way do not notice. Connects when
 * asked, so it works again by itself once Redis is back.
 */
public final class RedisTickets implements Tickets {
    /** Generous: a ticket whose taking was given up may be taken all the same, and is lost. */
    private static final Duration TIMEOUT = Duration.ofMillis(750);

    /** Frees the place in the pool of a connection that answers no more. */
    private static final int IDLE_SECONDS = 5;

    private static final int MAX_CONNECTIONS = 8;

    /** The clients of a node that fell come all at once: rather the timeout turns them away. */
    private static final int MAX_WAITING = 2_048;

    private static final Logger log = LoggerFactory.getLogger(RedisTickets.class);

    private final Redis redis;
    private final Duration timeout;
    private volatile boolean away;

    /**
     * @param url such as {@code redis://127.0.0.1:6379}, or {@code rediss://} for TLS
     */
    public RedisTickets(Vertx vertx, String url) {
        this(vertx, url, TIMEOUT);
    }

    RedisTickets(Vertx vertx, String url, Duration timeout) {
        this.timeout = timeout;
        this.redis =
                Redis.createClient(
                        vertx,
                        new RedisOptions()
                                .setConnectionString(url)
                                .setMaxPoolSize(MAX_CONNECTIONS)
                                .setMaxPoolWaiting(MAX_WAITING)
                                .setNetClientOptions(
                                        new NetClientOptions()
                                                .setConnectTimeout((int) timeout.toMillis())
                                                .setIdleTimeout(IDLE_SECONDS)
                                                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                                                .setTcpNoDelay(true)));
    }

    @Override
    public Future<Result> take(String secret) {
        return send(Request.cmd(Command.GETDEL).arg(Ticket.redisKey(secret)))
                .map(RedisTickets::read)
                .recover(this::storeAway);
    }

    /** Whether Redis answers now; never fails. */
    public Future<Boolean> answers() {
        return send(Request.cmd(Command.PING)).map(true).recover(this::noAnswer);
    }

    /** Closes the connections. */
    public Future<Void> close() {
        return redis.close();
    }

    private Future<@Nullable Response> send(Request request) {
        return redis.send(request)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(_ -> noteBack());
    }

    private static Result read(@Nullable Response response) {
        if (response == null) {
            return new Unknown();
        }
        return Ticket.fromJson(response.toString())
                .<Result>map(ticket -> new Taken(ticket.sessionId(), ticket.userId()))
                .orElseGet(Unknown::new);
    }

    private Future<Result> storeAway(Throwable cause) {
        noteAway(cause);
        return Future.succeededFuture(new StoreAway());
    }

    private Future<Boolean> noAnswer(Throwable cause) {
        noteAway(cause);
        return Future.succeededFuture(false);
    }

    private void noteAway(Throwable cause) {
        if (!away) {
            away = true;
            log.warn("event=redis_away cause={}", cause.getClass().getSimpleName());
        }
    }

    private void noteBack() {
        if (away) {
            away = false;
            log.info("event=redis_back");
        }
    }
}
