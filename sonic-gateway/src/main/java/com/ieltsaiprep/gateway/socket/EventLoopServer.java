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

/** Server of one event loop: its connections, its conversations and their timer. */
final class EventLoopServer extends VerticleBase {
    private final ListenOptions options;
    private final SocketServices services;
    private final ConversationFactoryProvider factories;
    private final ConversationDirectory directory;
    private @Nullable Running running;

    /** State once the loop listens. */
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
                new ConversationTicker(vertx, services.clock(), services.observer());
        PendingConnections pending = new PendingConnections(vertx);
        UpgradeHandler upgrades =
                new UpgradeHandler(
                        options.origins(),
                        services,
                        directory,
                        new ConversationDirectory.Loop(context, factories.forLoop(context)),
                        pending,
                        ticker);
        return vertx.createHttpServer(
                        ServerOptions.of(
                                options.host(),
                                options.port(),
                                ProtocolLimits.MAX_CAPSULE_MESSAGE_BYTES))
                .connectionHandler(pending::add)
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

    /** Returns the port. */
    int port() {
        return started().server().actualPort();
    }

    /** Starts draining and returns the conversations that must move; called on any thread. */
    Future<List<DrainQueue.Entry>> drain() {
        Promise<List<DrainQueue.Entry>> entries = Promise.promise();
        context.runOnContext(
                _ ->
                        entries.complete(
                                started().ticker().drain().stream().map(this::entry).toList()));
        return entries.future();
    }

    private DrainQueue.Entry entry(ConversationSocket socket) {
        return new DrainQueue.Entry(
                socket.openedUs(),
                () -> context.runOnContext(_ -> socket.onNodeDraining(services.clock().nowUs())));
    }

    /** Completes when no conversation is left; called on any thread. */
    Future<Void> whenEmpty() {
        Promise<Void> empty = Promise.promise();
        context.runOnContext(_ -> started().ticker().whenEmpty().onComplete(empty));
        return empty.future();
    }

    /**
     * Closes the server: accepts no more connections, notifies every conversation of the shutdown,
     * and waits for them. Called on any thread.
     *
     * @return completes when the last conversation has ended, or after {@code grace}
     */
    Future<Void> close(Duration grace) {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(
                _ -> {
                    Running now = started();
                    now.server().shutdown(grace.toMillis(), TimeUnit.MILLISECONDS);
                    now.ticker().notifyNodeClosing();
                    now.ticker()
                            .whenEmpty()
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
