package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.MonotonicClock;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Timer of an event loop: ticks its conversations and removes finished ones. */
final class ConversationTicker {
    private static final long TICK_MS = 20;
    private static final long TICK_US = TICK_MS * 1_000;
    private static final int TICKS_PER_SECOND = 50;

    private final Vertx vertx;
    private final MonotonicClock clock;
    private final SocketObserver observer;
    private final List<ConversationSocket> sockets = new ArrayList<>();
    private long timer;
    private long dueUs;
    private int ticks;
    private int pendingUpgrades;
    private boolean draining;
    private @Nullable Promise<Void> empty;

    ConversationTicker(Vertx vertx, MonotonicClock clock, SocketObserver observer) {
        this.vertx = vertx;
        this.clock = clock;
        this.observer = observer;
    }

    void start() {
        dueUs = clock.nowUs() + TICK_US;
        timer = vertx.setPeriodic(TICK_MS, _ -> tick());
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    /** Counts a pending upgrade, for which {@link #whenEmpty} waits. */
    void upgradeStarted() {
        pendingUpgrades++;
    }

    /** Ends a pending upgrade, which was refused, or succeeded and was added. */
    void upgradeEnded() {
        pendingUpgrades--;
    }

    /** Adds a conversation; one that comes too late is notified of the shutdown at once. */
    void add(ConversationSocket socket) {
        sockets.add(socket);
        if (draining) {
            socket.onNodeClosing(clock.nowUs());
        }
    }

    /**
     * Starts draining: conversations that are added later are notified of the shutdown.
     *
     * @return the present conversations, which must be asked to move
     */
    List<ConversationSocket> drain() {
        draining = true;
        return List.copyOf(sockets);
    }

    /** Returns whether this node drains or shuts down. */
    boolean isDraining() {
        return draining;
    }

    /** Notifies every conversation of the shutdown, also those that are added later. */
    void notifyNodeClosing() {
        draining = true;
        long nowUs = clock.nowUs();
        List.copyOf(sockets).forEach(socket -> socket.onNodeClosing(nowUs));
    }

    /** Completes when no conversation and no pending upgrade is left. */
    Future<Void> whenEmpty() {
        if (isEmpty()) {
            return Future.succeededFuture();
        }
        if (empty == null) {
            empty = Promise.promise();
        }
        return empty.future();
    }

    private void tick() {
        long nowUs = clock.nowUs();
        observer.onEventLoopLag(Math.max(0, nowUs - dueUs));
        dueUs = nowUs + TICK_US;
        sockets.removeIf(socket -> !socket.tick(nowUs));
        ticks = (ticks + 1) % TICKS_PER_SECOND;
        if (ticks == 0) {
            observer.onHeldBytes(
                    sockets.stream().mapToLong(ConversationSocket::heldBytes).max().orElse(0));
        }
        if (isEmpty() && empty != null) {
            empty.tryComplete();
        }
    }

    private boolean isEmpty() {
        return sockets.isEmpty() && pendingUpgrades == 0;
    }
}
