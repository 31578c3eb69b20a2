package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.json.JsonValues;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Web server: serves the page like CloudFront does, and the configuration with the API's addresses.
 */
final class WebServer {
    /** Paths of the single-page app that all return its index. */
    private static final String PATHS =
            "^/(account|approve|writing(/test)?|assessments(/[^/]+)?|samples/[^/]+)/?$";

    private WebServer() {}

    /**
     * Starts the server, which ends with its Vert.x instance.
     *
     * @param apis the API's address in each region
     */
    static Future<HttpServer> start(Vertx vertx, int port, Path page, Map<Region, URI> apis) {
        Router router = Router.router(vertx);
        router.route().handler(call -> addSecurityHeaders(call, apis));
        router.get("/app-config.json").handler(call -> sendConfig(call, apis));
        router.getWithRegex(PATHS).handler(call -> call.reroute("/index.html"));
        router.get()
                .handler(
                        StaticHandler.create(
                                        FileSystemAccess.ROOT, page.toAbsolutePath().toString())
                                .setCachingEnabled(false));
        return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
    }

    private static void sendConfig(RoutingContext call, Map<Region, URI> apis) {
        Map<String, String> urls =
                apis.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        api -> api.getKey().awsName(),
                                        api -> api.getValue().toString()));
        call.response()
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(JsonValues.write(Map.of("api", urls, "examiner", "stand-in"))));
    }

    private static void addSecurityHeaders(RoutingContext call, Map<Region, URI> apis) {
        String urls = apis.values().stream().map(URI::toString).collect(Collectors.joining(" "));
        call.response()
                // The gateway's port varies, hence the schemes.
                .putHeader(
                        "Content-Security-Policy",
                        """
                        default-src 'self'; connect-src 'self' ws://localhost:* \
                        http://localhost:* %s; frame-ancestors 'none'\
                        """
                                .formatted(urls))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
        call.next();
    }
}
