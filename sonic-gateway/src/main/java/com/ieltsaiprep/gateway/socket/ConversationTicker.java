package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.MonotonicClock;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The one timer of an event loop: ticks its conversations in turn and forgets finished ones. */
final class ConversationTicker {
    private static final long TICK_MS = 20;
    private static final long TICK_US = TICK_MS * 1_000;
    private static final int TICKS_PER_SECOND = 50;

    private final Vertx vertx;
    private final MonotonicClock clock;
    private final SocketObserver events;
    private final List<ConversationSocket> sockets = new ArrayList<>();
    private long timer;
    private long dueUs;
    private int ticks;
    private int entering;
    private boolean leaving;
    private @Nullable Promise<Void> whenEmpty;

    ConversationTicker(Vertx vertx, MonotonicClock clock, SocketObserver events) {
        this.vertx = vertx;
        this.clock = clock;
        this.events = events;
    }

    void start() {
        dueUs = clock.nowUs() + TICK_US;
        timer = vertx.setPeriodic(TICK_MS, _ -> tick());
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    /** A client is on its way in: {@link #empty} waits for it until {@link #left} is called. */
    void entering() {
        entering++;
    }

    /** It was turned away, or came in and was added. */
    void left() {
        entering--;
    }

    /** Ticks a conversation from now on; one that comes too late is told so at once. */
    void add(ConversationSocket socket) {
        sockets.add(socket);
        if (leaving) {
            socket.onNodeClosing(clock.nowUs());
        }
    }

    /**
     * From now on this node goes away for those who still come.
     *
     * @return those that are there, to be asked in turn
     */
    List<ConversationSocket> drain() {
        leaving = true;
        return List.copyOf(sockets);
    }

    /** Whether this node takes nobody any more. */
    boolean leaving() {
        return leaving;
    }

    /** Tells every conversation that this node goes away, also those that are still to come. */
    void closeNode() {
        leaving = true;
        long nowUs = clock.nowUs();
        List.copyOf(sockets).forEach(socket -> socket.onNodeClosing(nowUs));
    }

    /** Completes when no conversation is left and none is on its way in. */
    Future<Void> empty() {
        if (idle()) {
            return Future.succeededFuture();
        }
        if (whenEmpty == null) {
            whenEmpty = Promise.promise();
        }
        return whenEmpty.future();
    }

    private void tick() {
        long nowUs = clock.nowUs();
        events.onLoopLag(Math.max(0, nowUs - dueUs));
        dueUs = nowUs + TICK_US;
        sockets.removeIf(socket -> socket.tickIsLast(nowUs));
        ticks = (ticks + 1) % TICKS_PER_SECOND;
        if (ticks == 0) {
            events.onHeldBytes(
                    sockets.stream().mapToLong(ConversationSocket::heldBytes).max().orElse(0));
        }
        if (idle() && whenEmpty != null) {
            whenEmpty.tryComplete();
        }
    }

    private boolean idle() {
        return sockets.isEmpty() && entering == 0;
    }
}
