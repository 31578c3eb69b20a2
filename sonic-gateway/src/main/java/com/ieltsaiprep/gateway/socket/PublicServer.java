package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.MonotonicClock;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** WebSocket server, spread over several event loops. Thread-safe. */
public final class PublicServer {
    private static final long DRAIN_INTERVAL_MS = 50;

    private final Vertx vertx;
    private final MonotonicClock clock;
    private final List<EventLoopServer> loops;

    private PublicServer(Vertx vertx, MonotonicClock clock, List<EventLoopServer> loops) {
        this.vertx = vertx;
        this.clock = clock;
        this.loops = loops;
    }

    /**
     * Starts a server.
     *
     * @return fails if the server cannot listen, for example because the port is in use
     */
    public static Future<PublicServer> start(
            Vertx vertx,
            ListenOptions options,
            SocketServices services,
            ConversationFactoryProvider factories) {
        ConversationDirectory directory = new ConversationDirectory();
        List<EventLoopServer> loops =
                Stream.generate(() -> new EventLoopServer(options, services, factories, directory))
                        .limit(options.eventLoops())
                        .toList();
        return Future.all(loops.stream().map(vertx::deployVerticle).toList())
                .map(_ -> new PublicServer(vertx, services.clock(), loops));
    }

    /** Returns the port. */
    public int port() {
        return loops.getFirst().port();
    }

    /**
     * Drains the server: asks the conversations one after the other to move to another node. The
     * admission control must be closed, to keep new ones out.
     *
     * @param perSecond rate at which conversations are asked
     * @param within time in which all are asked, at a higher rate if necessary
     * @return completes when no conversation is left
     */
    public Future<Void> drain(int perSecond, Duration within) {
        return Future.join(loops.stream().map(EventLoopServer::drain).toList())
                .compose(
                        entries -> {
                            List<DrainQueue.Entry> all =
                                    entries.<List<DrainQueue.Entry>>list().stream()
                                            .flatMap(List::stream)
                                            .toList();
                            ask(new DrainQueue(all, perSecond, within, clock.nowUs()));
                            return Future.join(
                                    loops.stream().map(EventLoopServer::whenEmpty).toList());
                        })
                .mapEmpty();
    }

    private void ask(DrainQueue queue) {
        vertx.setPeriodic(
                DRAIN_INTERVAL_MS,
                timer -> {
                    if (!queue.askNext(clock.nowUs())) {
                        vertx.cancelTimer(timer);
                    }
                });
    }

    /**
     * Stops the server: notifies every conversation of the shutdown, waits for them up to {@code
     * grace}, and closes the rest. No more connections are accepted.
     */
    public Future<Void> stop(Duration grace) {
        return Future.join(loops.stream().map(loop -> loop.close(grace)).toList())
                .compose(
                        _ ->
                                Future.join(
                                        loops.stream()
                                                .map(EventLoopServer::deploymentID)
                                                .map(vertx::undeploy)
                                                .toList()))
                .mapEmpty();
    }
}
