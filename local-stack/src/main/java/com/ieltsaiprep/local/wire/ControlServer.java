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

/** The control port of a stand-in: HTTP/1.1 and JSON on the loopback interface, for tests. */
public final class ControlServer {
    private static final int LARGEST_BODY = 1 << 20;

    private final Router router;

    /** Without routes. */
    public ControlServer(Vertx vertx) {
        router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    }

    /** Answers a question: with JSON, bytes as they are, or 404. {@code key} is in the path. */
    public ControlServer get(String path, Function<String, Optional<?>> answer) {
        router.get(path)
                .handler(call -> answer(call, answer.apply(String.valueOf(call.pathParam("key")))));
        return this;
    }

    /** Answers a question with JSON; a parameter of the query may be given or not. */
    public ControlServer search(
            String path, String parameter, Function<Optional<String>, Object> answer) {
        router.get(path)
                .handler(
                        call -> {
                            Optional<String> given =
                                    call.queryParam(parameter).stream().findFirst();
                            answer(call, Optional.of(answer.apply(given)));
                        });
        return this;
    }

    /** Takes an order as JSON of a type: 204, or 400 if it does not fit. */
    public <T> ControlServer order(
            HttpMethod method, String path, Class<T> type, Consumer<T> order) {
        router.route(method, path)
                .handler(
                        call -> {
                            Buffer body = call.body().buffer();
                            byte[] json = body == null ? new byte[0] : body.getBytes();
                            try {
                                order.accept(JsonValues.read(json, type));
                                call.response().setStatusCode(204).end();
                            } catch (IOException | IllegalArgumentException e) {
                                call.response().setStatusCode(400).end(String.valueOf(e));
                            }
                        });
        return this;
    }

    /** Makes something new each time it is asked to, and answers it as JSON. */
    public ControlServer make(String path, Supplier<Future<?>> maker) {
        router.post(path)
                .handler(
                        call ->
                                maker.get()
                                        .onSuccess(made -> answer(call, Optional.of(made)))
                                        .onFailure(call::fail));
        return this;
    }

    /** Takes an order to forget something. */
    public ControlServer delete(String path, Runnable order) {
        router.delete(path)
                .handler(
                        call -> {
                            order.run();
                            call.response().setStatusCode(204).end();
                        });
        return this;
    }

    /** Listens, and returns the port; 0 takes a free one. */
    public Future<Integer> listen(Vertx vertx, int port) {
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, "127.0.0.1")
                .map(HttpServer::actualPort);
    }

    private static void answer(RoutingContext call, Optional<?> answer) {
        if (answer.isEmpty()) {
            call.response().setStatusCode(404).end();
        } else if (answer.get() instanceof byte[] bytes) {
            call.response().end(Buffer.buffer(bytes));
        } else {
            call.response()
                    .putHeader("content-type", "application/json")
                    .end(Buffer.buffer(JsonValues.write(answer.get())));
        }
    }
}
