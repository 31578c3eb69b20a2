package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.MonotonicClock;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * WebSocket server for the clients' conversations, spread over several event loops. Thread-safe.
 */
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
     * Starts a WebSocket server for clients.
     *
     * @param services ticket store, admission control, metrics and clock of the server
     * @param factories creates the conversation factory of each event loop
     * @return the listening server; fails if it cannot listen, for example because the port is in
     *     use
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

    /** Returns the TCP port on which the server listens, also if the operating system chose it. */
    public int port() {
        return loops.getFirst().port();
    }

    /**
     * Drains the server: asks its conversations, newest first, to move to another node. The
     * admission control must be closed first, so that no new conversations come.
     *
     * @param perSecond number of conversations asked per second
     * @param within time within which all conversations are asked; the rate is raised if necessary
     * @return completes when the server has no conversation left
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
     * Stops the server: tells every conversation that the node shuts down, and refuses new
     * connections.
     *
     * @param grace time in which conversations can end by themselves; then their connections are
     *     closed
     * @return completes when the server has stopped
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
