package com.ieltsaiprep.gateway;

import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.fleet.Tickets;

import io.vertx.core.Future;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Ticket store in memory for the warm-up server; few tickets, so there is no bound. */
final class WarmUpTickets implements Tickets {
    private final RandomGenerator random;
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();

    WarmUpTickets(RandomGenerator random) {
        this.random = random;
    }

    /** Issues a ticket, which can be redeemed once. */
    String issue() {
        String secret = Ticket.newSecret(random);
        issued.add(secret);
        return secret;
    }

    @Override
    public Future<Result> redeem(String secret) {
        if (!issued.remove(secret)) {
            return Future.succeededFuture(new Unknown());
        }
        String sessionId = "warm-up-" + taken.incrementAndGet();
        return Future.succeededFuture(
                new Redeemed(new ConversationIdentity(sessionId, "warm-up", Instant.EPOCH)));
    }
}
