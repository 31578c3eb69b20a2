package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.Fault;
import com.ieltsaiprep.gateway.conversation.ConversationIdentity;
import com.ieltsaiprep.gateway.fleet.Tickets;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ProtocolLimits;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Upgrades requests to conversations. The order is: what costs nothing to refuse, then a place on
 * this node, then the ticket, so that a full node uses no ticket up. On one event loop.
 */
final class UpgradeHandler implements Handler<HttpServerRequest> {
    private static final Logger log = LoggerFactory.getLogger(UpgradeHandler.class);

    private final Context context;
    private final Set<String> origins;
    private final SocketServices services;
    private final ConversationDirectory directory;
    private final ConversationDirectory.Loop loop;
    private final PendingConnections waiting;
    private final ConversationTicker ticker;

    UpgradeHandler(
            Set<String> origins,
            SocketServices services,
            ConversationDirectory directory,
            ConversationDirectory.Loop loop,
            PendingConnections waiting,
            ConversationTicker ticker) {
        this.context = loop.context();
        this.origins = origins;
        this.services = services;
        this.directory = directory;
        this.loop = loop;
        this.waiting = waiting;
        this.ticker = ticker;
    }

    @Override
    public void handle(HttpServerRequest request) {
        switch (Upgrade.of(request, origins)) {
            case Upgrade.Refused(Refusal refusal) -> refuse(request, refusal);
            case Upgrade.Probe(Optional<String> origin) -> probed(request, origin);
            case Upgrade.Accepted(String ticket) -> enter(request, ticket);
        }
    }

    /**
     * Keeps the connection for a moment, since only on an open one a round trip can be measured.
     */
    private void probed(HttpServerRequest request, Optional<String> origin) {
        int left = waiting.probesLeft(request.connection());
        if (left < 0) {
            request.connection().close();
            return;
        }
        services.events().onUpgrade("probe");
        HttpServerResponse response =
                request.response()
                        .setStatusCode(204)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .putHeader(HttpHeaders.VARY, "Origin");
        origin.ifPresent(
                page ->
                        response.putHeader("Access-Control-Allow-Origin", page)
                                .putHeader("Timing-Allow-Origin", page));
        if (left > 0) {
            response.end();
        } else {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            response.end().onComplete(_ -> request.connection().close());
        }
    }

    private void enter(HttpServerRequest request, String ticket) {
        switch (services.admission().tryEnter()) {
            case FULL -> refuse(request, Refusal.FULL);
            case CLOSED -> refuse(request, Refusal.NOT_READY);
            case ADMITTED -> {
                request.pause();
                ticker.entering();
                services.tickets()
                        .take(ticket)
                        .onComplete(
                                taken ->
                                        context.runOnContext(
                                                _ -> onTicket(request, taken.result())));
            }
        }
    }

    private void onTicket(HttpServerRequest request, Tickets.Result result) {
        if (!waiting.has(request.connection())) {
            leave();
            return;
        }
        if (ticker.leaving()) {
            // Vert.x would end the connection right after the upgrade, without a close frame.
            turnAway(request, Refusal.NOT_READY);
            return;
        }
        switch (result) {
            case Tickets.Redeemed taken -> {
                // Vert.x answers the one that it knows, and reads the first such header only.
                request.headers().set("Sec-WebSocket-Protocol", ServerOptions.SUBPROTOCOL);
                PrematureFrameGuard.watch(request.connection());
                request.toWebSocket().onComplete(upgraded -> onUpgraded(request, taken, upgraded));
            }
            case Tickets.Unknown _ -> turnAway(request, Refusal.TICKET);
            case Tickets.StoreUnavailable _ -> turnAway(request, Refusal.TICKET_STORE_AWAY);
        }
    }

    private void onUpgraded(
            HttpServerRequest request,
            Tickets.Redeemed taken,
            AsyncResult<ServerWebSocket> upgraded) {
        if (upgraded.failed()) {
            leave();
            services.events().onUpgrade("fault");
            log.warn("event=upgrade_failed cause={}", Fault.describe(upgraded.cause()));
            request.connection().close();
            return;
        }
        waiting.remove(request.connection());
        services.events().onUpgrade("upgraded");
        try {
            converse(
                    new ConversationIdentity(taken.sessionId(), taken.userId()), upgraded.result());
            ticker.left();
        } catch (RuntimeException fault) {
            leave();
            log.error("event=fault session={} cause={}", taken.sessionId(), Fault.describe(fault));
            upgraded.result().close((short) CloseCode.INTERNAL_ERROR.code());
        }
    }

    private void converse(ConversationIdentity identity, ServerWebSocket upgraded) {
        StrictWebSocket webSocket =
                new StrictWebSocket(
                        upgraded,
                        context,
                        ProtocolLimits.MAX_CAPSULE_MESSAGE_BYTES,
                        services.clock());
        ConversationDirectory.Entry entry = directory.enter(identity.sessionId(), loop);
        ConversationSocket socket;
        try {
            socket = new ConversationSocket(identity, webSocket, services, entry);
        } catch (RuntimeException fault) {
            entry.leave();
            throw fault;
        }
        webSocket.begin(socket);
        ticker.add(socket);
    }

    private void turnAway(HttpServerRequest request, Refusal refusal) {
        leave();
        refuse(request, refusal);
    }

    private void leave() {
        ticker.left();
        services.admission().leave();
    }

    private void refuse(HttpServerRequest request, Refusal refusal) {
        services.events().onUpgrade(refusal.name().toLowerCase(Locale.ROOT));
        HttpServerResponse response =
                request.response()
                        .setStatusCode(refusal.status())
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        if (refusal.retryAfterSeconds() != null) {
            response.putHeader("Retry-After", refusal.retryAfterSeconds());
        }
        if (refusal == Refusal.NOT_A_WEBSOCKET) {
            response.putHeader(HttpHeaders.UPGRADE, "websocket")
                    .putHeader("Sec-WebSocket-Version", "13");
        }
        response.end(refusal.body() + "\n").onComplete(_ -> request.connection().close());
    }
}
