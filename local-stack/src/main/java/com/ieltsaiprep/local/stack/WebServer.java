package com.ieltsaiprep.local.stack;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

import java.nio.file.Path;

/** The page, and the part of the API that the page needs. */
final class WebServer {
    /** As CloudFront sends it; the WebSocket is on another port, hence connect-src. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; frame-ancestors 'none'";

    private WebServer() {}

    /** Starts it; it ends with its Vert.x instance. */
    static Future<HttpServer> start(Vertx vertx, int port, Path page, TicketIssuer tickets) {
        Router router = Router.router(vertx);
        router.post("/api/nova-sonic/sessions").handler(request -> issue(request, tickets));
        router.route("/api/*").handler(request -> request.fail(404));
        router.route().handler(WebServer::secure);
        router.get()
                .handler(
                        StaticHandler.create(
                                        FileSystemAccess.ROOT, page.toAbsolutePath().toString())
                                .setCachingEnabled(false));
        return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
    }

    private static void issue(RoutingContext request, TicketIssuer tickets) {
        tickets.issue().onSuccess(request::json).onFailure(_ -> request.fail(503));
    }

    private static void secure(RoutingContext request) {
        request.response()
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
        request.next();
    }
}
