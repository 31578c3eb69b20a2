package com.ieltsaiprep.gateway.socket;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Validator of the opening handshake (RFC 6455, section 4.2.1), apart from path, origin and
 * subprotocol, which the server decides on.
 */
final class Handshake {
    /** Host of the request, and its port (RFC 9112, section 3.2). */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._~%!$&'()*+;=-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{0,5})?");

    private Handshake() {}

    /** Returns why a request is no valid opening handshake; empty if it is valid. */
    static Optional<Refusal> refusalOf(HttpServerRequest request) {
        return malformed(request)
                .or(() -> isUpgrade(request) ? Optional.empty() : of(Refusal.NOT_A_WEBSOCKET))
                .or(
                        () ->
                                isKey(request.headers().getAll("Sec-WebSocket-Key"))
                                        ? Optional.empty()
                                        : of(Refusal.KEY));
    }

    /**
     * Returns why no request of this form is answered: its HTTP version, its {@code Host} or its
     * body; empty if the form is valid.
     */
    static Optional<Refusal> malformed(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_1_1) {
            return of(Refusal.HTTP_VERSION);
        }
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() != 1 || !HOST.matcher(hosts.getFirst()).matches()) {
            return of(Refusal.HOST);
        }
        boolean hasBody =
                request.getHeader(HttpHeaders.CONTENT_LENGTH) != null
                        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        return hasBody && HttpMethod.GET.equals(request.method())
                ? of(Refusal.BODY)
                : Optional.empty();
    }

    /** Returns the items of a header whose value is a list, in order, from all of its lines. */
    static List<String> tokens(HttpServerRequest request, String header) {
        List<String> tokens = new ArrayList<>();
        for (String line : request.headers().getAll(header)) {
            for (String token : line.split(",", -1)) {
                tokens.add(token.strip());
            }
        }
        return tokens;
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method())
                && hasToken(request, "Upgrade", "websocket")
                && hasToken(request, "Connection", "upgrade")
                && request.headers().getAll("Sec-WebSocket-Version").equals(List.of("13"));
    }

    private static boolean hasToken(HttpServerRequest request, String header, String token) {
        return tokens(request, header).stream().anyMatch(token::equalsIgnoreCase);
    }

    private static boolean isKey(List<String> keys) {
        if (keys.size() != 1) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(keys.getFirst()).length == 16;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Optional<Refusal> of(Refusal refusal) {
        return Optional.of(refusal);
    }
}
