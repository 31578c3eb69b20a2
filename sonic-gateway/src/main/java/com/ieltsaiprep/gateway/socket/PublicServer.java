package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.MonotonicClock;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The server of the WebSockets, spread over several event loops. Safe for all threads. */
public final class PublicServer {
    private static final long ASK_EVERY_MS = 50;

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
     * @return fails if it cannot listen, for example because the port is taken
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

    /** The port it listens on. */
    public int port() {
        return loops.getFirst().port();
    }

    /**
     * Asks the conversations one after the other to move to another node; those that come are to be
     * kept out by the admission.
     *
     * @param perSecond so many are asked in a second
     * @param within more are asked if it takes more for all to be asked in this time
     * @return completes when the last has gone
     */
    public Future<Void> drain(int perSecond, Duration within) {
        return Future.join(loops.stream().map(EventLoopServer::drain).toList())
                .compose(
                        residents -> {
                            List<DrainQueue.Candidate> all =
                                    residents.<List<DrainQueue.Candidate>>list().stream()
                                            .flatMap(List::stream)
                                            .toList();
                            ask(new DrainQueue(all, perSecond, within, clock.nowUs()));
                            return Future.join(loops.stream().map(EventLoopServer::empty).toList());
                        })
                .mapEmpty();
    }

    private void ask(DrainQueue queue) {
        vertx.setPeriodic(
                ASK_EVERY_MS,
                timer -> {
                    if (!queue.askNext(clock.nowUs())) {
                        vertx.cancelTimer(timer);
                    }
                });
    }

    /**
     * Accepts no more, tells every conversation that this node goes away, waits for them no longer
     * than {@code grace}, and closes what is left.
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
