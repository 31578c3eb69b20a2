package com.ieltsaiprep.local.api;

import com.ieltsaiprep.local.api.LambdaFunction.Outcome;
import com.ieltsaiprep.local.wire.Json;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * API Gateway's REST API before functions, in one region, over HTTP on the loopback interface.
 *
 * @param resources the first whose prefix fits takes a request
 * @param threads may block
 */
record ApiFront(List<Resource> resources, InstantSource clock, Executor threads) {
    private static final Logger LOG = LoggerFactory.getLogger(ApiFront.class);
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
        Router router = Router.router(vertx);
        router.route()
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(this::enter)
                .failureHandler(ApiFront::failed);
        HttpServerOptions options = new HttpServerOptions().setMaxHeaderSize(LARGEST_HEADERS);
        return vertx.createHttpServer(options).requestHandler(router).listen(port, "127.0.0.1");
    }

    private static void failed(RoutingContext call) {
        int status = call.statusCode();
        if (status == 413) {
            tooLong(call.request());
        } else if (status / 100 == 4) {
            answer(call.request(), status, "BadRequest", "Bad Request");
        } else {
            LOG.error("the front failed", call.failure());
            broken(call.request());
        }
    }

    private void enter(RoutingContext call) {
        HttpServerRequest request = call.request();
        String path = String.valueOf(request.path());
        Optional<Resource> resource = resources.stream().filter(it -> it.fits(path)).findFirst();
        if (resource.isEmpty()) {
            answer(request, 403, "MissingAuthenticationToken", "Missing Authentication Token");
            return;
        }
        Buffer body = call.body().buffer();
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        threads.execute(() -> serve(request, bytes, resource.get(), path));
    }

    private void serve(HttpServerRequest request, byte[] body, Resource resource, String path) {
        String prefix = resource.prefix;
        String id = UUID.randomUUID().toString();
        ProxyEvent event =
                new ProxyEvent(
                        prefix + "{proxy+}", path.substring(prefix.length()), id, clock.instant());
        try {
            request.response().putHeader("x-amzn-RequestId", id);
            switch (resource.function.invoke(event.write(request, body))) {
                case Outcome.Answered answered ->
                        ProxyAnswer.read(answered.payload())
                                .ifPresentOrElse(
                                        answer -> answer(request, answer), () -> broken(request));
                case Outcome.TooLarge _ -> tooLong(request);
                case Outcome.Failed _ -> broken(request);
                case Outcome.TimedOut _ ->
                        answer(request, 504, "GatewayTimeout", "Endpoint request timed out");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpServerRequest request, ProxyAnswer answer) {
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
                        .end(Buffer.buffer(Json.write(Json.object().put("message", message))));
    }
}
