package com.ieltsaiprep.gateway.socket;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.WebSocketInternal;

import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Echo server over the options and the strict layer of the gateway, for conformance suites ({@code
 * ./run echo}). It accepts any valid upgrade on any path, without a ticket. Only the maximum
 * message size is raised, and with it the limit of fragments.
 */
final class EchoServer {
    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private EchoServer() {}

    /** Runs until it is killed, on the port given as the first argument; 0 is any free one. */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        start(vertx, port, MAX_MESSAGE_BYTES, EchoListener::begin)
                .onSuccess(server -> System.out.println(ready(server.actualPort())))
                .onFailure(
                        failure -> {
                            System.err.printf(
                                    "run: the echo cannot listen on port %d: %s%n",
                                    port, failure.getMessage());
                            System.exit(1);
                        });
    }

    /**
     * Starts a server on the loopback address.
     *
     * @param begin installs the listener on a connection's strict layer and its channel
     */
    static Future<HttpServer> start(
            Vertx vertx,
            int port,
            int maxMessageBytes,
            BiConsumer<StrictWebSocket, Channel> begin) {
        return vertx.createHttpServer(ServerOptions.of("127.0.0.1", port, maxMessageBytes))
                .requestHandler(request -> upgrade(vertx, request, maxMessageBytes, begin))
                .listen();
    }

    private static String ready(int port) {
        return "echo at ws://127.0.0.1:%d/ (any path, no ticket, messages up to %d MB); Ctrl-C stops it"
                .formatted(port, MAX_MESSAGE_BYTES >> 20);
    }

    private static void upgrade(
            Vertx vertx,
            HttpServerRequest request,
            int maxMessageBytes,
            BiConsumer<StrictWebSocket, Channel> begin) {
        Optional<Refusal> refusal = Handshake.refusalOf(request);
        if (refusal.isPresent()) {
            refusal.get().answer(request);
            return;
        }
        PrematureFrameGuard.install(request.connection());
        request.toWebSocket()
                .onSuccess(
                        upgraded -> {
                            StrictWebSocket webSocket =
                                    new StrictWebSocket(
                                            upgraded,
                                            vertx.getOrCreateContext(),
                                            maxMessageBytes,
                                            () -> System.nanoTime() / 1_000);
                            Channel channel =
                                    ((WebSocketInternal) upgraded)
                                            .channelHandlerContext()
                                            .channel();
                            begin.accept(webSocket, channel);
                        });
    }
}
