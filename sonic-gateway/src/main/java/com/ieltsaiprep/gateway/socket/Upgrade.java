package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.Ticket;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Validated opening handshake (RFC 6455, section 4.2.1), before the ticket store is asked. */
sealed interface Upgrade {
    /** URL path of the WebSocket for conversations. */
    String PATH = "/nova-sonic";

    /**
     * URL path of the latency probe, by which a client measures the round trip to this region
     * before it connects.
     */
    String PROBE = "/probe";

    /**
     * Valid upgrade request, whose ticket has the right form and is not redeemed yet.
     *
     * @param ticket secret that opens one connection: 43 characters of base64url
     */
    record Accepted(String ticket) implements Upgrade {
        @Override
        public String toString() {
            return "Accepted[ticket=…]";
        }
    }

    /**
     * Valid latency probe, to be answered with status 204.
     *
     * @param origin web origin of the page that may read the timing; empty if the client is not a
     *     page
     */
    record Probe(Optional<String> origin) implements Upgrade {}

    /**
     * Request to the public port that is refused.
     *
     * @param refusal reason, with its HTTP status and body
     */
    record Refused(Refusal refusal) implements Upgrade {}

    /**
     * Validates an HTTP request to the public port: path, method, handshake headers, origin, and
     * form of the ticket.
     *
     * @param origins origins of the pages that may connect, exactly as browsers send them; a client
     *     without an {@code Origin} is not a page, and may connect
     */
    static Upgrade of(HttpServerRequest request, Set<String> origins) {
        boolean probe = PROBE.equals(request.path()) && HttpMethod.GET.equals(request.method());
        if (!probe && !PATH.equals(request.path())) {
            return new Refused(Refusal.NOT_FOUND);
        }
        Optional<Refusal> refusal =
                probe ? Handshake.malformed(request) : Handshake.refusalOf(request);
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        List<String> origin = request.headers().getAll(HttpHeaders.ORIGIN);
        if (origin.size() > 1 || !origins.containsAll(origin)) {
            return new Refused(Refusal.ORIGIN);
        }
        if (probe) {
            return new Probe(origin.stream().findFirst());
        }
        return ticketOf(Handshake.tokens(request, "Sec-WebSocket-Protocol"));
    }

    private static Upgrade ticketOf(List<String> subprotocols) {
        List<String> tickets =
                subprotocols.stream()
                        .filter(name -> name.startsWith("ticket."))
                        .map(name -> name.substring("ticket.".length()))
                        .toList();
        if (!subprotocols.contains(ServerOptions.SUBPROTOCOL)
                || tickets.size() != 1
                || !Ticket.isSecret(tickets.getFirst())) {
            return new Refused(Refusal.SUBPROTOCOL);
        }
        return new Accepted(tickets.getFirst());
    }
}
