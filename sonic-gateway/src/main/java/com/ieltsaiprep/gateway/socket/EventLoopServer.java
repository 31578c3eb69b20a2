package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.protocol.ProtocolLimits;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One event loop's share of a server: its connections, its conversations, its timer. */
final class EventLoopServer extends VerticleBase {
    private final ListenOptions options;
    private final SocketServices services;
    private final ConversationFactoryProvider factories;
    private final ConversationDirectory directory;
    private @Nullable Running running;

    /** What there is once the loop listens. */
    private record Running(HttpServer server, ConversationTicker ticker) {}

    EventLoopServer(
            ListenOptions options,
            SocketServices services,
            ConversationFactoryProvider factories,
            ConversationDirectory directory) {
        this.options = options;
        this.services = services;
        this.factories = factories;
        this.directory = directory;
    }

    @Override
    public Future<?> start() {
        ConversationTicker ticker =
                new ConversationTicker(vertx, services.clock(), services.events());
        PendingConnections waiting = new PendingConnections(vertx);
        UpgradeHandler upgrades =
                new UpgradeHandler(
                        options.origins(),
                        services,
                        directory,
                        new ConversationDirectory.Loop(context, factories.forLoop(context)),
                        waiting,
                        ticker);
        return vertx.createHttpServer(
                        ServerOptions.of(
                                options.host(),
                                options.port(),
                                ProtocolLimits.MAX_CAPSULE_MESSAGE_BYTES))
                .connectionHandler(waiting::add)
                .requestHandler(upgrades)
                .listen()
                .onSuccess(
                        server -> {
                            running = new Running(server, ticker);
                            ticker.start();
                        });
    }

    @Override
    public Future<?> stop() {
        if (running != null) {
            running.ticker().stop();
        }
        return Future.succeededFuture();
    }

    /** The port it listens on. */
    int port() {
        return started().server().actualPort();
    }

    /** The conversations that are to be asked to move; called on any thread. */
    Future<List<DrainQueue.Candidate>> drain() {
        Promise<List<DrainQueue.Candidate>> residents = Promise.promise();
        context.runOnContext(
                _ ->
                        residents.complete(
                                started().ticker().drain().stream().map(this::resident).toList()));
        return residents.future();
    }

    private DrainQueue.Candidate resident(ConversationSocket socket) {
        return new DrainQueue.Candidate(
                socket.openedUs(),
                () -> context.runOnContext(_ -> socket.onNodeDraining(services.clock().nowUs())));
    }

    /** Completes when no conversation is left; called on any thread. */
    Future<Void> empty() {
        Promise<Void> empty = Promise.promise();
        context.runOnContext(_ -> started().ticker().empty().onComplete(empty));
        return empty.future();
    }

    /**
     * Accepts no more, tells every conversation that this node goes away, and waits for them.
     * Called on any thread.
     *
     * @return completes when the last conversation has ended, or the time is up
     */
    Future<Void> close(Duration grace) {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(
                _ -> {
                    Running now = started();
                    now.server().shutdown(grace.toMillis(), TimeUnit.MILLISECONDS);
                    now.ticker().closeNode();
                    now.ticker()
                            .empty()
                            .timeout(grace.toMillis(), TimeUnit.MILLISECONDS)
                            .onComplete(_ -> closed.complete());
                });
        return closed.future();
    }

    private Running started() {
        if (running == null) {
            throw new IllegalStateException("this loop does not listen yet");
        }
        return running;
    }
}
