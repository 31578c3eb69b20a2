package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.Fault;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
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
 * Handler of upgrade requests. It validates the request, then asks the admission control, and only
 * then redeems the ticket, so that a full node uses no ticket up. On one event loop.
 */
final class UpgradeHandler implements Handler<HttpServerRequest> {
    private static final Logger log = LoggerFactory.getLogger(UpgradeHandler.class);

    private final Context context;
    private final Set<String> origins;
    private final SocketServices services;
    private final ConversationDirectory directory;
    private final ConversationDirectory.Loop loop;
    private final PendingConnections pending;
    private final ConversationTicker ticker;

    UpgradeHandler(
            Set<String> origins,
            SocketServices services,
            ConversationDirectory directory,
            ConversationDirectory.Loop loop,
            PendingConnections pending,
            ConversationTicker ticker) {
        this.context = loop.context();
        this.origins = origins;
        this.services = services;
        this.directory = directory;
        this.loop = loop;
        this.pending = pending;
        this.ticker = ticker;
    }

    @Override
    public void handle(HttpServerRequest request) {
        switch (Upgrade.of(request, origins)) {
            case Upgrade.Refused(Refusal refusal) -> refuse(request, refusal);
            case Upgrade.Probe(Optional<String> origin) -> onProbe(request, origin);
            case Upgrade.Accepted(String ticket) -> admit(request, ticket);
        }
    }

    /**
     * Answers a latency probe; the connection stays open, as only then a round trip is measured.
     */
    private void onProbe(HttpServerRequest request, Optional<String> origin) {
        int left = pending.probesLeft(request.connection());
        if (left < 0) {
            request.connection().close();
            return;
        }
        services.observer().onUpgrade("probe");
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

    private void admit(HttpServerRequest request, String ticket) {
        switch (services.admission().tryAdmit()) {
            case FULL -> refuse(request, Refusal.FULL);
            case CLOSED -> refuse(request, Refusal.NOT_READY);
            case ADMITTED -> {
                request.pause();
                ticker.upgradeStarted();
                services.tickets()
                        .redeem(ticket)
                        .onComplete(
                                redeemed ->
                                        context.runOnContext(
                                                _ -> onTicket(request, redeemed.result())));
            }
        }
    }

    private void onTicket(HttpServerRequest request, Tickets.Result result) {
        if (!pending.contains(request.connection())) {
            abandonUpgrade();
            return;
        }
        if (ticker.isDraining()) {
            // Vert.x would end the connection right after the upgrade, without a close frame.
            refuseAdmitted(request, Refusal.NOT_READY);
            return;
        }
        switch (result) {
            case Tickets.Redeemed(ConversationIdentity identity) -> {
                // Vert.x answers the one that it knows, and reads the first such header only.
                request.headers().set("Sec-WebSocket-Protocol", ServerOptions.SUBPROTOCOL);
                PrematureFrameGuard.install(request.connection());
                request.toWebSocket()
                        .onComplete(upgraded -> onUpgraded(request, identity, upgraded));
            }
            case Tickets.Unknown _ -> refuseAdmitted(request, Refusal.TICKET);
            case Tickets.StoreUnavailable _ ->
                    refuseAdmitted(request, Refusal.TICKET_STORE_UNAVAILABLE);
        }
    }

    private void onUpgraded(
            HttpServerRequest request,
            ConversationIdentity identity,
            AsyncResult<ServerWebSocket> upgraded) {
        if (upgraded.failed()) {
            abandonUpgrade();
            services.observer().onUpgrade("failed");
            log.warn("event=upgrade_failed cause={}", Fault.describe(upgraded.cause()));
            request.connection().close();
            return;
        }
        pending.remove(request.connection());
        services.observer().onUpgrade("upgraded");
        try {
            converse(identity, upgraded.result());
            ticker.upgradeEnded();
        } catch (RuntimeException fault) {
            abandonUpgrade();
            log.error(
                    "event=internal_error session={} cause={}",
                    identity.sessionId(),
                    Fault.describe(fault));
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
        ConversationDirectory.Entry entry = directory.register(identity.sessionId(), loop);
        ConversationSocket socket;
        try {
            socket = new ConversationSocket(identity, webSocket, services, entry);
        } catch (RuntimeException fault) {
            entry.release();
            throw fault;
        }
        webSocket.begin(socket);
        ticker.add(socket);
    }

    private void refuseAdmitted(HttpServerRequest request, Refusal refusal) {
        abandonUpgrade();
        refuse(request, refusal);
    }

    private void abandonUpgrade() {
        ticker.upgradeEnded();
        services.admission().release();
    }

    private void refuse(HttpServerRequest request, Refusal refusal) {
        services.observer().onUpgrade(refusal.name().toLowerCase(Locale.ROOT));
        refusal.answer(request);
    }
}
