package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.wire.Fault;
import com.ieltsaiprep.local.wire.Json;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/** What tests in another process ask and order: HTTP/1.1 and JSON on the loopback interface. */
final class ControlServer {
    private static final int LARGEST_BODY = 1 << 20;

    private final SonicStandIn standIn;

    private ControlServer(SonicStandIn standIn) {
        this.standIn = standIn;
    }

    /** Listens, and returns the port. */
    static Future<Integer> start(Vertx vertx, SonicStandIn standIn, int port) {
        return vertx.createHttpServer()
                .requestHandler(new ControlServer(standIn).routes(vertx))
                .listen(port, "127.0.0.1")
                .map(HttpServer::actualPort);
    }

    private Router routes(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.get("/counts")
                .handler(
                        call ->
                                json(
                                        call,
                                        Map.of(
                                                "streams",
                                                standIn.openStreams(),
                                                "connections",
                                                standIn.connections())));
        router.get("/streams")
                .handler(
                        call ->
                                json(
                                        call,
                                        standIn.streams().stream()
                                                .map(StreamRecord::summary)
                                                .toList()));
        router.get("/streams/:prompt/marks").handler(call -> of(call, StreamRecord::marks));
        router.get("/streams/:prompt/events").handler(call -> of(call, StreamRecord::events));
        router.get("/streams/:prompt/said").handler(call -> of(call, StreamRecord::said));
        router.get("/streams/:prompt/pcm").handler(call -> of(call, StreamRecord::pcm));
        router.delete("/streams").handler(call -> done(call, standIn::forget));
        router.put("/script")
                .handler(call -> done(call, () -> standIn.script(body(call, Script.class))));
        router.post("/faults")
                .handler(call -> done(call, () -> standIn.order(body(call, Fault.class))));
        router.delete("/faults").handler(call -> done(call, standIn::clearFaults));
        return router;
    }

    private void of(RoutingContext call, Function<StreamRecord, Object> part) {
        var stream = standIn.stream(String.valueOf(call.pathParam("prompt")));
        if (stream.isEmpty()) {
            call.response().setStatusCode(404).end();
        } else if (part.apply(stream.get()) instanceof byte[] bytes) {
            call.response()
                    .putHeader("content-type", "application/octet-stream")
                    .end(Buffer.buffer(bytes));
        } else {
            json(call, part.apply(stream.get()));
        }
    }

    private static void json(RoutingContext call, Object value) {
        call.response()
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(Json.write(value)));
    }

    private static <T> T body(RoutingContext call, Class<T> type) {
        Buffer body = call.body().buffer();
        try {
            return Json.read(body == null ? new byte[0] : body.getBytes(), type);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void done(RoutingContext call, Runnable order) {
        try {
            order.run();
            call.response().setStatusCode(204).end();
        } catch (IllegalArgumentException e) {
            call.response().setStatusCode(400).end(String.valueOf(e.getMessage()));
        }
    }
}
