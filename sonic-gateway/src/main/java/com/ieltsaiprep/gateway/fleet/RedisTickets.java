package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.common.EndedConversations;
import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Optional;

/**
 * Ticket store in Redis: redeems the secrets that admit clients to conversations. GETDEL reads and
 * deletes a ticket in one step, so only one of several racing nodes gets it (at-most-once). The
 * store fails closed: without Redis no client is admitted, but conversations under way go on. It
 * connects on demand, so it recovers by itself.
 */
public final class RedisTickets implements Tickets {
    /**
     * Timeout for connecting, waiting in the pool and the answer together. There is one command per
     * conversation, so there is time; a shorter one would mistake a busy CPU of the node for an
     * unavailable Redis.
     */
    private static final int TIMEOUT_MS = 1_000;

    /** Room in the pool's queue for health checks. */
    private static final int HEALTH_CHECKS = 16;

    private final RedisConnectionPool redis;

    /**
     * Creates a ticket store that connects to Redis on demand; nothing is sent yet.
     *
     * @param vertx runs the connections
     * @param url such as {@code redis://127.0.0.1:6379}, or {@code rediss://} for TLS
     * @param maxWaiting maximum number of tickets that wait for a connection; for any further
     *     ticket, {@link #redeem} returns {@link Tickets.StoreUnavailable} at once
     */
    public RedisTickets(Vertx vertx, String url, int maxWaiting) {
        this.redis =
                new RedisConnectionPool(
                        vertx, url, "tickets", TIMEOUT_MS, maxWaiting + HEALTH_CHECKS);
    }

    @Override
    public Future<Result> redeem(String secret) {
        return redis.send(Request.cmd(Command.GETDEL).arg(Ticket.redisKey(secret)))
                .compose(
                        value ->
                                parse(value)
                                        .map(this::admit)
                                        .orElseGet(() -> Future.succeededFuture(new Unknown())))
                .otherwise(new StoreUnavailable());
    }

    /**
     * Checks with a PING whether Redis is available to redeem tickets.
     *
     * @return true if Redis answers the PING, or if there is no free connection for it and the last
     *     command succeeded; the future never fails, and completes within about a second
     */
    public Future<Boolean> isAvailable() {
        return redis.send(Request.cmd(Command.PING))
                .map(true)
                .otherwise(_ -> !redis.isUnavailable());
    }

    /** Closes the connections to Redis; the future completes when they are closed. */
    public Future<Void> close() {
        return redis.close();
    }

    private static Optional<Ticket> parse(@Nullable Response value) {
        return value == null ? Optional.empty() : Ticket.fromJson(value.toString());
    }

    /** Admits the bearer of a ticket unless its sign-in or its session has ended. */
    private Future<Result> admit(Ticket ticket) {
        return redis.send(
                        Request.cmd(Command.MGET)
                                .arg(EndedConversations.redisKey(ticket.userId()))
                                .arg(EndedConversations.redisKey(ticket.sessionId())))
                .map(
                        marks ->
                                marks == null || isEnded(ticket, marks)
                                        ? new Unknown()
                                        : new Redeemed(
                                                new ConversationIdentity(
                                                        ticket.sessionId(),
                                                        ticket.userId(),
                                                        ticket.signedInAt())));
    }

    private static boolean isEnded(Ticket ticket, Response marks) {
        return marks.stream()
                .filter(Objects::nonNull)
                .anyMatch(
                        mark ->
                                ticket.signedInAt().toEpochMilli()
                                        < Long.parseLong(mark.toString()));
    }
}
