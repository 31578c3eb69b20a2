package com.ieltsaiprep.gateway.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * Management server: HTTP endpoints for health checks, Prometheus metrics and draining. It has no
 * authentication, so its port must not be reachable from the internet.
 */
public final class ManagementServer {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final Readiness readiness;
    private final Supplier<Future<Boolean>> redisAvailable;
    private final Supplier<String> scrape;
    private final Runnable drain;

    /**
     * Creates a management server, which {@link #listen} starts.
     *
     * @param readiness readiness of this node, which the health check reports
     * @param redisAvailable health check of Redis; completes within about a second and never fails
     * @param scrape returns all metrics as Prometheus text; called on a worker thread, may block
     * @param drain starts draining the node; called at each {@code POST /drain}, so it must be
     *     idempotent
     */
    public ManagementServer(
            Vertx vertx,
            Readiness readiness,
            Supplier<Future<Boolean>> redisAvailable,
            Supplier<String> scrape,
            Runnable drain) {
        this.vertx = vertx;
        this.readiness = readiness;
        this.redisAvailable = redisAvailable;
        this.scrape = scrape;
        this.drain = drain;
    }

    /**
     * Starts to serve requests on a TCP port.
     *
     * @param host name or IP address to listen on
     * @param port TCP port; 0 for any free port
     * @return the listening server; fails if it cannot listen, for example because the port is in
     *     use
     */
    public Future<HttpServer> listen(String host, int port) {
        return vertx.createHttpServer(
                        new HttpServerOptions()
                                .setHost(host)
                                .setPort(port)
                                .setHttp2ClearTextEnabled(false)
                                .setIdleTimeout(IDLE_SECONDS))
                .requestHandler(this::handle)
                .listen();
    }

    private void handle(HttpServerRequest request) {
        HttpMethod allowed = "/drain".equals(request.path()) ? HttpMethod.POST : HttpMethod.GET;
        if (!allowed.equals(request.method())) {
            request.response().putHeader("Allow", allowed.name());
            answer(request, 405, "text/plain", "only " + allowed.name() + "\n");
            return;
        }
        switch (request.path()) {
            case "/health/live" -> answer(request, 200, "application/json", "{\"live\":true}\n");
            case "/health/ready" -> redisAvailable.get().onSuccess(up -> answerReady(request, up));
            case "/metrics" ->
                    vertx.executeBlocking(scrape::get)
                            .onSuccess(text -> answer(request, 200, PROMETHEUS_TEXT, text))
                            .onFailure(_ -> answer(request, 500, "text/plain", "no metrics\n"));
            case "/drain" -> {
                drain.run();
                answer(request, 202, "application/json", "{\"draining\":true}\n");
            }
            case null, default -> answer(request, 404, "text/plain", "not found\n");
        }
    }

    private void answerReady(HttpServerRequest request, boolean redisUp) {
        Readiness.State state = readiness.state();
        JsonObject body =
                new JsonObject()
                        .put("ready", state == Readiness.State.READY)
                        .put("state", state.name().toLowerCase(Locale.ROOT))
                        .put("redis", redisUp ? "up" : "down");
        answer(
                request,
                state == Readiness.State.READY ? 200 : 503,
                "application/json",
                body.encode() + "\n");
    }

    private static void answer(
            HttpServerRequest request, int status, String contentType, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .putHeader("Cache-Control", "no-store")
                .end(body);
    }
}
