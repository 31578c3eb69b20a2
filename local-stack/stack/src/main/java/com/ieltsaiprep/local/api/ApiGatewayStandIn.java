package com.ieltsaiprep.local.api;

import com.ieltsaiprep.local.api.LambdaFunction.Outcome;
import com.ieltsaiprep.local.json.JsonValues;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * API Gateway stand-in: a REST API in front of functions, in one region, over HTTP on the loopback
 * interface.
 *
 * <p>It waits 29 s for a function, which goes on if it takes longer.
 *
 * @param resources of which the first whose path matches serves a request
 */
record ApiGatewayStandIn(List<Resource> resources, InstantSource clock) {
    private static final long MAX_BODY_BYTES = 10L << 20;
    private static final int MAX_HEADER_BYTES = 10_240;
    private static final Duration TIMEOUT = FunctionSettings.REQUEST_TIMEOUT;

    /**
     * Resource with proxy integration.
     *
     * @param path whole path; or, with a slash at its end, the beginning of a proxy resource, which
     *     {@code {proxy+}} follows
     */
    record Resource(String path, LambdaFunction function) {
        boolean matches(String requested) {
            return isProxy()
                    ? requested.startsWith(path) && requested.length() > path.length()
                    : requested.equals(path);
        }

        private boolean isProxy() {
            return path.endsWith("/");
        }

        private ProxyEvent event(String requested, String id, Instant at) {
            return isProxy()
                    ? new ProxyEvent(path + "{proxy+}", requested.substring(path.length()), id, at)
                    : new ProxyEvent(path, "", id, at);
        }
    }

    /** Starts to listen; the port is released when {@code vertx} is closed. */
    Future<HttpServer> listen(Vertx vertx, int port) {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setHttp2ClearTextEnabled(false)
                        .setHandle100ContinueAutomatically(true);
        return vertx.createHttpServer(options).requestHandler(this::read).listen(port, "127.0.0.1");
    }

    /** Reads the raw body, of a form too. */
    private void read(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(
                part -> {
                    if (body.length() <= MAX_BODY_BYTES) {
                        body.appendBuffer(part);
                    }
                });
        request.endHandler(
                _ -> {
                    if (body.length() > MAX_BODY_BYTES) {
                        sendTooLong(request);
                    } else {
                        route(request, body.getBytes());
                    }
                });
    }

    private void route(HttpServerRequest request, byte[] body) {
        String path = String.valueOf(request.path());
        Optional<Resource> resource = resources.stream().filter(it -> it.matches(path)).findFirst();
        if (resource.isEmpty()) {
            sendError(request, 403, "MissingAuthenticationToken", "Missing Authentication Token");
            return;
        }
        serve(request, body, resource.get(), path);
    }

    private void serve(HttpServerRequest request, byte[] body, Resource resource, String path) {
        String id = UUID.randomUUID().toString();
        ProxyEvent event = resource.event(path, id, clock.instant());
        request.response().putHeader("x-amzn-RequestId", id);
        var _ =
                resource.function
                        .invoke(event.write(request, body))
                        .copy()
                        .completeOnTimeout(
                                new Outcome.TimedOut(), TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                        .thenAccept(outcome -> send(request, outcome));
    }

    private static void send(HttpServerRequest request, Outcome outcome) {
        switch (outcome) {
            case Outcome.Returned returned ->
                    ProxyResponse.read(returned.payload())
                            .ifPresentOrElse(
                                    response -> send(request, response),
                                    () -> sendBadGateway(request));
            case Outcome.TooLarge _ -> sendTooLong(request);
            case Outcome.Throttled _ ->
                    sendError(request, 500, "InternalServerError", "Internal server error");
            case Outcome.Failed _ -> sendBadGateway(request);
            case Outcome.TimedOut _ ->
                    sendError(request, 504, "GatewayTimeout", "Endpoint request timed out");
        }
    }

    private static void send(HttpServerRequest request, ProxyResponse from) {
        HttpServerResponse response = request.response().setStatusCode(from.status());
        try {
            from.headers().forEach(response::putHeader);
        } catch (IllegalArgumentException _) {
            // A line break in a header.
            response.headers().clear();
            sendBadGateway(request);
            return;
        }
        boolean hasNoBody = request.method().equals(HttpMethod.HEAD);
        var _ = hasNoBody ? response.end() : response.end(Buffer.buffer(from.body()));
    }

    private static void sendTooLong(HttpServerRequest request) {
        sendError(request, 413, "RequestTooLarge", "Request Too Long");
    }

    private static void sendBadGateway(HttpServerRequest request) {
        sendError(request, 502, "InternalServerError", "Internal server error");
    }

    private static void sendError(
            HttpServerRequest request, int status, String type, String message) {
        var _ =
                request.response()
                        .setStatusCode(status)
                        .putHeader("x-amzn-ErrorType", type + "Exception")
                        .putHeader("Content-Type", "application/json")
                        .end(
                                Buffer.buffer(
                                        JsonValues.write(
                                                JsonValues.object().put("message", message))));
    }
}
