package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Ticket;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;

import java.security.SecureRandom;
import java.util.UUID;

/** Gives a ticket to anyone on this machine, as the API will to those who may talk. */
final class TicketIssuer {
    /** Whoever asks over HTTP. */
    static final String USER = "local-user";

    private final RedisAPI redis;
    private final String streamUrl;
    private final SecureRandom random = new SecureRandom();

    TicketIssuer(Vertx vertx, String redisUrl, String streamUrl) {
        this.redis = RedisAPI.api(Redis.createClient(vertx, redisUrl));
        this.streamUrl = streamUrl;
    }

    /** Issues a ticket to a new session; the answer to {@code POST /api/nova-sonic/sessions}. */
    Future<JsonObject> issue() {
        return issue(new Ticket(UUID.randomUUID().toString(), USER));
    }

    /** Issues a ticket to this user's session, new or not. */
    Future<JsonObject> issue(Ticket ticket) {
        String secret = Ticket.newSecret(random);
        String lifetime = String.valueOf(Ticket.LIFETIME_SECONDS);
        return redis.setex(Ticket.redisKey(secret), lifetime, ticket.toJson())
                .map(
                        _ ->
                                new JsonObject()
                                        .put("sessionId", ticket.sessionId())
                                        .put("ticket", secret)
                                        .put("streamUrl", streamUrl)
                                        .put("expiresInSeconds", Ticket.LIFETIME_SECONDS));
    }
}
