package com.ieltsaiprep.local.api;

import com.ieltsaiprep.local.api.LambdaFunction.Outcome;
import com.ieltsaiprep.local.wire.JsonValues;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * API Gateway's REST API before functions, in one region, over HTTP on the loopback interface.
 *
 * @param resources the first whose prefix fits takes a request
 */
record ApiGatewayStandIn(List<Resource> resources, InstantSource clock) {
    private static final long LARGEST_BODY = 10L << 20;
    private static final int LARGEST_HEADERS = 10_240;

    /**
     * A proxy resource.
     *
     * @param prefix of the path, with a slash at its end; {@code {proxy+}} follows
     */
    record Resource(String prefix, LambdaFunction function) {
        boolean fits(String path) {
            return path.startsWith(prefix) && path.length() > prefix.length();
        }
    }

    /** Listens; the port is free again when {@code vertx} is closed. */
    Future<HttpServer> listen(Vertx vertx, int port) {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setMaxHeaderSize(LARGEST_HEADERS)
                        .setHttp2ClearTextEnabled(false)
                        .setHandle100ContinueAutomatically(true);
        return vertx.createHttpServer(options).requestHandler(this::read).listen(port, "127.0.0.1");
    }

    /** Reads the body as it is, also a form. */
    private void read(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(
                part -> {
                    if (body.length() <= LARGEST_BODY) {
                        body.appendBuffer(part);
                    }
                });
        request.endHandler(
                _ -> {
                    if (body.length() > LARGEST_BODY) {
                        tooLong(request);
                    } else {
                        enter(request, body.getBytes());
                    }
                });
    }

    private void enter(HttpServerRequest request, byte[] body) {
        String path = String.valueOf(request.path());
        Optional<Resource> resource = resources.stream().filter(it -> it.fits(path)).findFirst();
        if (resource.isEmpty()) {
            answer(request, 403, "MissingAuthenticationToken", "Missing Authentication Token");
            return;
        }
        serve(request, body, resource.get(), path);
    }

    private void serve(HttpServerRequest request, byte[] body, Resource resource, String path) {
        String prefix = resource.prefix;
        String id = UUID.randomUUID().toString();
        ProxyEvent event =
                new ProxyEvent(
                        prefix + "{proxy+}", path.substring(prefix.length()), id, clock.instant());
        request.response().putHeader("x-amzn-RequestId", id);
        var _ =
                resource.function
                        .invoke(event.write(request, body))
                        .thenAccept(outcome -> answer(request, outcome));
    }

    private static void answer(HttpServerRequest request, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered answered ->
                    ProxyResponse.read(answered.payload())
                            .ifPresentOrElse(
                                    answer -> answer(request, answer), () -> broken(request));
            case Outcome.TooLarge _ -> tooLong(request);
            case Outcome.Failed _ -> broken(request);
            case Outcome.TimedOut _ ->
                    answer(request, 504, "GatewayTimeout", "Endpoint request timed out");
        }
    }

    private static void answer(HttpServerRequest request, ProxyResponse answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        try {
            answer.headers().forEach(response::putHeader);
        } catch (IllegalArgumentException _) {
            // A line break in a header.
            response.headers().clear();
            broken(request);
            return;
        }
        boolean bare = request.method().equals(HttpMethod.HEAD);
        var _ = bare ? response.end() : response.end(Buffer.buffer(answer.body()));
    }

    private static void tooLong(HttpServerRequest request) {
        answer(request, 413, "RequestTooLarge", "Request Too Long");
    }

    private static void broken(HttpServerRequest request) {
        answer(request, 502, "InternalServerError", "Internal server error");
    }

    private static void answer(HttpServerRequest request, int status, String type, String message) {
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
