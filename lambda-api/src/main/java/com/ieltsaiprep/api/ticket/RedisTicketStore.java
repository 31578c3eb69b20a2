package com.ieltsaiprep.api.ticket;

import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.platform.redis.RespReply;
import com.ieltsaiprep.common.Ticket;

/** Tickets in the Redis in which the gateway looks for them. */
public final class RedisTicketStore implements TicketStore {
    private static final String SECONDS = String.valueOf(Ticket.LIFETIME_SECONDS);

    private final RedisClient redis;

    /** Over a link of its own. */
    public RedisTicketStore(RedisClient redis) {
        this.redis = redis;
    }

    @Override
    public boolean put(String secret, Ticket ticket) {
        return redis.ask("SETEX", Ticket.redisKey(secret), SECONDS, ticket.toJson())
                .filter(reply -> reply.equals(new RespReply.Text("OK")))
                .isPresent();
    }
}
