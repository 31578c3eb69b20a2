package com.ieltsaiprep.api.ticket;

import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.common.Ticket;

/** Ticket store: puts tickets into the Redis from which the gateway consumes them. */
final class RedisTicketStore {
    private final RedisClient redis;

    RedisTicketStore(RedisClient redis) {
        this.redis = redis;
    }

    /**
     * Stores a ticket for {@link Ticket#LIFETIME_SECONDS}.
     *
     * @param secret by which the gateway finds it
     * @return false if Redis is unavailable
     */
    boolean put(String secret, Ticket ticket) {
        return redis.setExpiring(Ticket.redisKey(secret), Ticket.LIFETIME_SECONDS, ticket.toJson());
    }
}
