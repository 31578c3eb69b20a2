package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.local.wire.Json;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The page, and the part of the API that the page needs. */
final class WebServer {
    /** As CloudFront sends it; the WebSocket is on another port, hence connect-src. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; frame-ancestors 'none'";

    private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final int LARGEST_BODY = 1_024;

    private WebServer() {}

    /** Starts it; it ends with its Vert.x instance. */
    static Future<HttpServer> start(Vertx vertx, int port, Path page, TicketIssuer tickets) {
        Router router = Router.router(vertx);
        router.post("/api/nova-sonic/sessions")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(request -> issue(request, tickets));
        router.route("/api/*").handler(request -> request.fail(404));
        router.route().handler(WebServer::secure);
        router.get()
                .handler(
                        StaticHandler.create(
                                        FileSystemAccess.ROOT, page.toAbsolutePath().toString())
                                .setCachingEnabled(false));
        return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
    }

    /** A ticket to the session that is named, or to a new one. */
    private static void issue(RoutingContext request, TicketIssuer tickets) {
        Buffer body = request.body().buffer();
        if (body == null || body.length() == 0) {
            answer(request, tickets.issue());
            return;
        }
        try {
            JsonNode id = Json.read(body.getBytes()).path("sessionId");
            if (id.isMissingNode()) {
                answer(request, tickets.issue());
            } else if (id.isTextual() && SESSION_ID.matcher(id.asText()).matches()) {
                answer(request, tickets.issue(new Ticket(id.asText(), TicketIssuer.USER)));
            } else {
                refuse(request, "sessionId must be at most 64 characters of A-Z, a-z, 0-9 and -");
            }
        } catch (IOException _) {
            refuse(request, "the body must be JSON, or empty");
        }
    }

    private static void answer(RoutingContext request, Future<JsonObject> ticket) {
        ticket.onSuccess(request::json).onFailure(_ -> request.fail(503));
    }

    private static void refuse(RoutingContext request, String why) {
        JsonObject problem = new JsonObject().put("title", "Bad request").put("status", 400);
        request.response()
                .setStatusCode(400)
                .putHeader("Content-Type", "application/problem+json")
                .end(problem.put("detail", why).encode());
    }

    private static void secure(RoutingContext request) {
        request.response()
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
        request.next();
    }
}
