package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.fleet.Tickets;

import io.vertx.core.Future;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Fake ticket store in memory. */
final class FakeTickets implements Tickets {
    private final Map<String, Redeemed> issued = new ConcurrentHashMap<>();
    private final AtomicReference<Future<Void>> answering =
            new AtomicReference<>(Future.succeededFuture());
    private volatile boolean unavailable;

    /** Issues a ticket for a session and returns its secret. */
    String issue(String sessionId) {
        String secret = "%43d".formatted(issued.size()).replace(' ', 'A');
        issued.put(
                secret, new Redeemed(new ConversationIdentity(sessionId, "user", Instant.EPOCH)));
        return secret;
    }

    boolean has(String secret) {
        return issued.containsKey(secret);
    }

    void setUnavailable(boolean isUnavailable) {
        unavailable = isUnavailable;
    }

    /** Delays further answers until a future completes. */
    void answerWhen(Future<Void> time) {
        answering.set(time);
    }

    @Override
    public Future<Result> redeem(String secret) {
        return answering.get().compose(_ -> answer(secret));
    }

    private Future<Result> answer(String secret) {
        if (unavailable) {
            return Future.succeededFuture(new StoreUnavailable());
        }
        Redeemed redeemed = issued.remove(secret);
        return Future.succeededFuture(redeemed == null ? new Unknown() : redeemed);
    }
}
