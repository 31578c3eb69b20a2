package com.ieltsaiprep.gateway.socket;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Sends every message back, over the options and the strict layer of the gateway; for conformance
 * suites. Only the bound on a message is raised.
 */
final class EchoServer {
    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private EchoServer() {}

    /** Runs until it is killed, on the port given as the first argument. */
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        int port = Integer.parseInt(args[0]);
        start(vertx, port, MAX_MESSAGE_BYTES)
                .onSuccess(server -> System.out.println("echo port=" + server.actualPort()))
                .onFailure(
                        failure -> {
                            System.err.println("echo failed: " + failure.getMessage());
                            System.exit(1);
                        });
    }

    static Future<HttpServer> start(Vertx vertx, int port, int maxMessageBytes) {
        return vertx.createHttpServer(ServerOptions.of("127.0.0.1", port, maxMessageBytes))
                .requestHandler(request -> upgrade(vertx, request, maxMessageBytes))
                .listen();
    }

    private static void upgrade(Vertx vertx, HttpServerRequest request, int maxMessageBytes) {
        EarlyFrames.watch(request.connection());
        request.toWebSocket()
                .onSuccess(
                        upgraded -> {
                            StrictWebSocket webSocket =
                                    new StrictWebSocket(
                                            upgraded,
                                            vertx.getOrCreateContext(),
                                            maxMessageBytes,
                                            () -> System.nanoTime() / 1_000);
                            webSocket.begin(new Echo(webSocket));
                        });
    }

    private record Echo(StrictWebSocket webSocket) implements WebSocketListener {
        @Override
        public void onText(String text) {
            webSocket.sendText(text);
        }

        @Override
        public void onBinary(byte[] bytes) {
            if (!webSocket.trySendBinary(bytes)) {
                webSocket.close(1011);
            }
        }

        @Override
        public void onPong() {}

        @Override
        public void onClosed(int code) {}
    }
}
