package com.ieltsaiprep.api.ticket;

import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.session.ConversationEnd;
import com.ieltsaiprep.api.session.ConversationEnder;
import com.ieltsaiprep.common.EndedConversations;
import com.ieltsaiprep.common.Ticket;

/**
 * Ticket store: puts tickets into the Redis from which the gateway consumes them, and marks by
 * which the gateway ends conversations and refuses tickets.
 */
public final class RedisTicketStore implements ConversationEnder {
    private final RedisClient redis;
    private final OperationalEvents events;

    /** Creates a store over a client of the gateway's Redis. */
    public RedisTicketStore(RedisClient redis, OperationalEvents events) {
        this.redis = redis;
        this.events = events;
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

    @Override
    public void end(ConversationEnd event) {
        String key = EndedConversations.redisKey(event.id());
        String value = EndedConversations.signedInBefore(event.signedInBefore());
        if (!redis.setExpiring(key, EndedConversations.LIFETIME_SECONDS, value)) {
            throw new IllegalStateException("Redis has not confirmed the end of conversations");
        }
    }

    /**
     * Ends the conversation of a session that a later one of the same attempt replaces. Reports a
     * failure only: the attempt is committed, and a repeated request would do it no more.
     */
    void endSession(String userId, String sessionId) {
        try {
            end(ConversationEnd.ofSession(sessionId));
        } catch (IllegalStateException e) {
            events.conversationsNotEnded(userId, e);
        }
    }
}
