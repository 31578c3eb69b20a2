package com.ieltsaiprep.gateway.warmup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The warm-up: conversations through the whole gateway, from the WebSocket to the SDK and back,
 * faster than a person talks.
 */
public final class WarmUp {
    /** Conversations at a time. */
    static final int CONVERSATIONS = 4;

    private static final int PATIENCE_MS = 10_000;

    private WarmUp() {}

    /**
     * Talks to the gateway that listens on a loopback port, whose Sonic is a {@link LoopbackSonic}.
     * It takes less than 3 s, or, on a machine that is slow to answer at all, up to 10 s.
     *
     * @param tickets makes a new ticket for each conversation
     * @return fails if a conversation heard nothing of Maya's voice
     */
    public static Future<Void> run(Vertx vertx, int port, Supplier<String> tickets) {
        return run(vertx, port, tickets, PATIENCE_MS);
    }

    static Future<Void> run(Vertx vertx, int port, Supplier<String> tickets, int patienceMs) {
        WebSocketClient client = vertx.createWebSocketClient();
        List<Future<Void>> conversations =
                IntStream.range(0, CONVERSATIONS)
                        .mapToObj(_ -> gateway(port, tickets.get(), patienceMs))
                        .map(client::connect)
                        .map(
                                connecting ->
                                        connecting.compose(
                                                socket ->
                                                        new WarmUpCandidate(vertx, socket)
                                                                .talk(patienceMs)))
                        .toList();
        return Future.join(conversations).<Void>mapEmpty().eventually(client::close);
    }

    private static WebSocketConnectOptions gateway(int port, String ticket, int patienceMs) {
        return new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/nova-sonic")
                .setTimeout(patienceMs)
                .setAllowOriginHeader(false)
                .setSubProtocols(List.of("maya.v1", "ticket." + ticket));
    }
}
