package com.ieltsaiprep.api.redis;

import com.ieltsaiprep.api.speech.TicketStore;
import com.ieltsaiprep.common.Ticket;

/** Tickets in the Redis in which the gateway looks for them. */
public final class RedisTickets implements TicketStore {
    private static final String SECONDS = String.valueOf(Ticket.LIFETIME_SECONDS);

    private final RedisLink redis;

    /** Over a link of its own. */
    public RedisTickets(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public boolean put(String secret, Ticket ticket) {
        return redis.ask("SETEX", Ticket.redisKey(secret), SECONDS, ticket.toJson())
                .filter(reply -> reply.equals(new Reply.Text("OK")))
                .isPresent();
    }
}
