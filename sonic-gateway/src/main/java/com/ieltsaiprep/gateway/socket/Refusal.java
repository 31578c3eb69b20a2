package com.ieltsaiprep.gateway.socket;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.jspecify.annotations.Nullable;

/** Reasons to refuse an upgrade, each with its HTTP status and body. */
enum Refusal {
    NOT_FOUND(404, "not found: the WebSocket is at " + Upgrade.PATH),
    HTTP_VERSION(400, "this server speaks HTTP/1.1 only"),
    HOST(400, "send one Host header with the host of this server"),
    BODY(400, "send this request without a body"),
    KEY(400, "send one Sec-WebSocket-Key: 16 random bytes in base64"),
    NOT_A_WEBSOCKET(426, "this is a WebSocket: send a GET with an upgrade to version 13"),
    ORIGIN(403, "pages of this origin may not connect"),
    SUBPROTOCOL(
            400,
            "offer two subprotocols: "
                    + ServerOptions.SUBPROTOCOL
                    + " and ticket.<ticket>, whose ticket is 43 characters of base64url"),
    TICKET(401, "the ticket is unknown, used or expired: ask for a new one"),
    FULL(503, "every place is taken: try again", "5"),
    NOT_READY(503, "this node is starting or being replaced: try again", "1"),
    TICKET_STORE_UNAVAILABLE(503, "tickets cannot be checked now: try again", "2");

    private final int status;
    private final String body;
    private final @Nullable String retryAfterSeconds;

    Refusal(int status, String body) {
        this(status, body, null);
    }

    Refusal(int status, String body, @Nullable String retryAfterSeconds) {
        this.status = status;
        this.body = body;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    int status() {
        return status;
    }

    String body() {
        return body;
    }

    @Nullable String retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Answers a request with the status and the reason, and closes its connection. */
    void answer(HttpServerRequest request) {
        HttpServerResponse response =
                request.response()
                        .setStatusCode(status)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        if (retryAfterSeconds != null) {
            response.putHeader("Retry-After", retryAfterSeconds);
        }
        if (this == NOT_A_WEBSOCKET) {
            response.putHeader(HttpHeaders.UPGRADE, "websocket")
                    .putHeader("Sec-WebSocket-Version", "13");
        }
        response.end(body + "\n").onComplete(_ -> request.connection().close());
    }
}
