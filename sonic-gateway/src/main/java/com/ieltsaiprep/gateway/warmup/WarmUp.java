package com.ieltsaiprep.gateway.warmup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * JIT warm-up of a new node: runs conversations through the whole gateway, so that its code is
 * compiled. They run from the WebSocket to the AWS SDK and back, faster than real time.
 */
public final class WarmUp {
    /** Concurrent conversations. */
    static final int CONVERSATIONS = 4;

    private static final int TIMEOUT_MS = 10_000;

    private WarmUp() {}

    /**
     * Runs the warm-up conversations with a WebSocket server on 127.0.0.1 that talks to a {@link
     * LoopbackSonic} instead of Nova Sonic. They take less than 3 s, or up to 10 s on a slow
     * machine.
     *
     * @param port TCP port of the server
     * @param tickets issues a new ticket (secret that opens one connection) for each conversation
     * @return completes when all conversations have ended; fails if any of them received no audio
     */
    public static Future<Void> run(Vertx vertx, int port, Supplier<String> tickets) {
        return run(vertx, port, tickets, TIMEOUT_MS);
    }

    static Future<Void> run(Vertx vertx, int port, Supplier<String> tickets, int timeoutMs) {
        WebSocketClient client = vertx.createWebSocketClient();
        List<Future<Void>> conversations =
                IntStream.range(0, CONVERSATIONS)
                        .mapToObj(_ -> connectOptions(port, tickets.get(), timeoutMs))
                        .map(client::connect)
                        .map(
                                connecting ->
                                        connecting.compose(
                                                socket ->
                                                        new WarmUpCandidate(vertx, socket)
                                                                .talk(timeoutMs)))
                        .toList();
        return Future.join(conversations).<Void>mapEmpty().eventually(client::close);
    }

    private static WebSocketConnectOptions connectOptions(int port, String ticket, int timeoutMs) {
        return new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/nova-sonic")
                .setTimeout(timeoutMs)
                .setAllowOriginHeader(false)
                .setSubProtocols(List.of("maya.v1", "ticket." + ticket));
    }
}
