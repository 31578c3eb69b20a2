package com.ieltsaiprep.gateway.warmup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.net.URI;

/**
 * Loopback server that answers like Nova Sonic during the JIT warm-up: HTTP/2 in cleartext, real
 * framing, canned events. It validates nothing, and ignores the content of the audio.
 */
public final class LoopbackSonic {
    private static final String LOOPBACK = "127.0.0.1";

    private final HttpServer server;

    private LoopbackSonic(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts a loopback server for the warm-up on a free port of 127.0.0.1.
     *
     * @return the server, once it listens
     */
    public static Future<LoopbackSonic> start(Vertx vertx) {
        return vertx.createHttpServer(new HttpServerOptions().setHost(LOOPBACK).setPort(0))
                .requestHandler(LoopbackSonic::answer)
                .listen()
                .map(LoopbackSonic::new);
    }

    /** Returns the {@code http} URI of this server, for the endpoint override of the AWS SDK. */
    public URI endpoint() {
        return URI.create("http://%s:%d".formatted(LOOPBACK, server.actualPort()));
    }

    /** Stops the server: it no longer listens, and its open connections are closed. */
    public Future<Void> close() {
        return server.close();
    }

    private static void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!request.method().equals(HttpMethod.POST)) {
            response.setStatusCode(405).end();
            return;
        }
        response.putHeader("content-type", "application/vnd.amazon.eventstream");
        response.exceptionHandler(_ -> {});
        LoopbackDialogue dialogue =
                new LoopbackDialogue(json -> response.write(EventStreamFrames.event(json)));
        EventStreamFrames frames =
                new EventStreamFrames(
                        dialogue::onEvent,
                        () -> {
                            dialogue.end();
                            response.end();
                        });
        request.exceptionHandler(_ -> {});
        request.handler(frames::feed);
        response.writeHead();
    }
}
