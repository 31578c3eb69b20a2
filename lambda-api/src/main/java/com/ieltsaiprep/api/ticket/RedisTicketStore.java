package com.ieltsaiprep.api.ticket;

import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.platform.redis.RespReply;
import com.ieltsaiprep.common.Ticket;

/** Ticket store: puts tickets into the Redis from which the gateway consumes them. */
public final class RedisTicketStore {
    private static final String SECONDS = String.valueOf(Ticket.LIFETIME_SECONDS);

    private final RedisClient redis;

    /** Creates a store over a client of its own. */
    public RedisTicketStore(RedisClient redis) {
        this.redis = redis;
    }

    /**
     * Stores a ticket for {@link Ticket#LIFETIME_SECONDS}.
     *
     * @param secret by which the gateway finds it
     * @return false if Redis is unavailable
     */
    boolean put(String secret, Ticket ticket) {
        return redis.ask("SETEX", Ticket.redisKey(secret), SECONDS, ticket.toJson())
                .filter(reply -> reply.equals(new RespReply.Text("OK")))
                .isPresent();
    }
}
