package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.fleet.Tickets;

import io.vertx.core.Future;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Tickets in memory; one for whatever session a test issues it. */
final class FakeTickets implements Tickets {
    private final Map<String, Redeemed> issued = new ConcurrentHashMap<>();
    private final AtomicReference<Future<Void>> answering =
            new AtomicReference<>(Future.succeededFuture());
    private volatile boolean away;

    /** A new secret for a session. */
    String issue(String sessionId) {
        String secret = "%43d".formatted(issued.size()).replace(' ', 'A');
        issued.put(secret, new Redeemed(sessionId, "user"));
        return secret;
    }

    boolean has(String secret) {
        return issued.containsKey(secret);
    }

    void away(boolean isAway) {
        away = isAway;
    }

    /** Answers those who ask from now on when this completes. */
    void answerWhen(Future<Void> time) {
        answering.set(time);
    }

    @Override
    public Future<Result> take(String secret) {
        return answering.get().compose(_ -> answer(secret));
    }

    private Future<Result> answer(String secret) {
        if (away) {
            return Future.succeededFuture(new StoreUnavailable());
        }
        Redeemed taken = issued.remove(secret);
        return Future.succeededFuture(taken == null ? new Unknown() : taken);
    }
}
