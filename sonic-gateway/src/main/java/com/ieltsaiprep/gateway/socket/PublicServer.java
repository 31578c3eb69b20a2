package com.ieltsaiprep.gateway.socket;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The server of the WebSockets, spread over several event loops. Safe for all threads. */
public final class PublicServer {
    private final Vertx vertx;
    private final List<SocketLoop> loops;

    private PublicServer(Vertx vertx, List<SocketLoop> loops) {
        this.vertx = vertx;
        this.loops = loops;
    }

    /**
     * Starts a server.
     *
     * @return fails if it cannot listen, for example because the port is taken
     */
    public static Future<PublicServer> start(
            Vertx vertx,
            ListenOn listenOn,
            SocketServices services,
            LoopConversations loopConversations) {
        Homes homes = new Homes();
        List<SocketLoop> loops =
                Stream.generate(() -> new SocketLoop(listenOn, services, loopConversations, homes))
                        .limit(listenOn.eventLoops())
                        .toList();
        return Future.all(loops.stream().map(vertx::deployVerticle).toList())
                .map(_ -> new PublicServer(vertx, loops));
    }

    /** The port it listens on. */
    public int port() {
        return loops.getFirst().port();
    }

    /**
     * Accepts no more, tells every conversation that this node goes away, waits for them no longer
     * than {@code grace}, and closes what is left.
     */
    public Future<Void> stop(Duration grace) {
        return Future.join(loops.stream().map(loop -> loop.drain(grace)).toList())
                .compose(
                        _ ->
                                Future.join(
                                        loops.stream()
                                                .map(SocketLoop::deploymentID)
                                                .map(vertx::undeploy)
                                                .toList()))
                .mapEmpty();
    }
}
