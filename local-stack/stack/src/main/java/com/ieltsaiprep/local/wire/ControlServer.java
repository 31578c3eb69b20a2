package com.ieltsaiprep.local.wire;

import com.ieltsaiprep.local.json.JsonValues;

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

/**
 * Control server of a stand-in: HTTP/1.1 server on 127.0.0.1 through which tests command and
 * inspect the stand-in, mostly in JSON.
 *
 * <p>The handlers of its routes run on an event loop and must not block.
 */
public final class ControlServer {
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Router router;

    /** Creates a control server without routes, which accepts request bodies of up to 1 MiB. */
    public ControlServer(Vertx vertx) {
        router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    }

    /**
     * Adds a GET route to this control server. The response body is the handler's result: a byte
     * array as it is, any other object as JSON. The response has status 404 if the result is empty.
     *
     * @param path route in Vert.x syntax, such as {@code /streams/:key/pcm}
     * @param handler receives the path parameter {@code key}, or the text {@code null} if the path
     *     has no such parameter
     * @return this control server
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

    /**
     * Adds a GET route with an optional query parameter to this control server. The response is the
     * handler's result as JSON.
     *
     * @param parameter name of the query parameter
     * @param handler receives the value of the query parameter; empty if the request does not have
     *     the parameter
     * @return this control server
     */
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

    /**
     * Adds a route to this control server that passes the JSON body of a request to {@code
     * receiver}. The response has status 204, or 400 if the body is not JSON of this type or {@code
     * receiver} throws an {@link IllegalArgumentException}.
     *
     * @return this control server
     */
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

    /**
     * Adds a POST route to this control server. For each request it calls {@code factory}, and
     * responds with the created object as JSON, or with status 500 if the future fails.
     *
     * @return this control server
     */
    public ControlServer create(String path, Supplier<Future<?>> factory) {
        router.post(path)
                .handler(
                        call ->
                                factory.get()
                                        .onSuccess(created -> respond(call, Optional.of(created)))
                                        .onFailure(call::fail));
        return this;
    }

    /**
     * Adds a DELETE route to this control server that runs {@code action} and responds with status
     * 204.
     *
     * @return this control server
     */
    public ControlServer delete(String path, Runnable action) {
        router.delete(path)
                .handler(
                        call -> {
                            action.run();
                            call.response().setStatusCode(204).end();
                        });
        return this;
    }

    /**
     * Starts this control server on a port of 127.0.0.1.
     *
     * @param port TCP port; 0 takes a free port
     * @return future of the port in use; fails if the port is taken
     */
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
