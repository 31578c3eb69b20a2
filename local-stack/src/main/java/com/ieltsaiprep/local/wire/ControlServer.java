package com.ieltsaiprep.local.wire;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Control port of a stand-in: HTTP/1.1 and JSON on the loopback interface, for tests. */
public final class ControlServer {
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Router router;

    /** Creates a control port without routes. */
    public ControlServer(Vertx vertx) {
        router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    }

    /**
     * Adds a GET route that returns JSON, bytes as they are, or 404; {@code key} is a path
     * parameter.
     */
    public ControlServer get(String path, Function<String, Optional<?>> handler) {
        router.get(path)
                .handler(
                        call ->
                                respond(
                                        call,
                                        handler.apply(String.valueOf(call.pathParam("key")))));
        return this;
    }

    /** Adds a GET route that returns JSON, with an optional query parameter. */
    public ControlServer search(
            String path, String parameter, Function<Optional<String>, Object> handler) {
        router.get(path)
                .handler(
                        call -> {
                            Optional<String> value =
                                    call.queryParam(parameter).stream().findFirst();
                            respond(call, Optional.of(handler.apply(value)));
                        });
        return this;
    }

    /** Adds a route that receives JSON of a type; returns 204, or 400 if the body is invalid. */
    public <T> ControlServer receive(
            HttpMethod method, String path, Class<T> type, Consumer<T> receiver) {
        router.route(method, path)
                .handler(
                        call -> {
                            Buffer body = call.body().buffer();
                            byte[] json = body == null ? new byte[0] : body.getBytes();
                            try {
                                receiver.accept(JsonValues.read(json, type));
                                call.response().setStatusCode(204).end();
                            } catch (IOException | IllegalArgumentException e) {
                                call.response().setStatusCode(400).end(String.valueOf(e));
                            }
                        });
        return this;
    }

    /** Adds a POST route that creates an object each time and returns it as JSON. */
    public ControlServer create(String path, Supplier<Future<?>> factory) {
        router.post(path)
                .handler(
                        call ->
                                factory.get()
                                        .onSuccess(created -> respond(call, Optional.of(created)))
                                        .onFailure(call::fail));
        return this;
    }

    /** Adds a DELETE route. */
    public ControlServer delete(String path, Runnable action) {
        router.delete(path)
                .handler(
                        call -> {
                            action.run();
                            call.response().setStatusCode(204).end();
                        });
        return this;
    }

    /** Starts to listen and returns the port; 0 takes a free one. */
    public Future<Integer> listen(Vertx vertx, int port) {
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, "127.0.0.1")
                .map(HttpServer::actualPort);
    }

    private static void respond(RoutingContext call, Optional<?> body) {
        if (body.isEmpty()) {
            call.response().setStatusCode(404).end();
        } else if (body.get() instanceof byte[] bytes) {
            call.response().end(Buffer.buffer(bytes));
        } else {
            call.response()
                    .putHeader("content-type", "application/json")
                    .end(Buffer.buffer(JsonValues.write(body.get())));
        }
    }
}
