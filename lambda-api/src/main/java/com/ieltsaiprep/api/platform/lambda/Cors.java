package com.ieltsaiprep.api.platform.lambda;

import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;

import java.util.List;
import java.util.Set;

/**
 * CORS policy: the origins whose pages may call the API (Fetch standard). Origins are compared
 * whole; credentials are never allowed, since a session is a token in a header and no cookie.
 *
 * <p>A page of another origin cannot read a response, but could cause writes, and so use its
 * visitors' addresses to guess passwords or to send e-mails. Therefore unsafe methods (RFC 9110
 * §9.2.1) are refused before they are done, preflight included. GET and HEAD change nothing and are
 * answered to any origin. A client that is no browser sends no origin, or any: the policy protects
 * visitors of other pages, not the API.
 */
final class Cors {
    private static final String ORIGIN = "origin";
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final String PREFLIGHT = "OPTIONS";

    /** Two hours in s, the most that Chromium caches. */
    private static final String MAX_AGE = "7200";

    private final Set<String> origins;

    /**
     * Creates a policy.
     *
     * @param origins the only allowed origins, as browsers send them
     */
    Cors(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** Returns whether a page of another origin calls an unsafe method. */
    boolean refuses(Request request) {
        return request.headers().containsKey(ORIGIN)
                && !isAllowed(request)
                && !SAFE.contains(request.method());
    }

    /** Adds the CORS headers to a response. */
    Response withHeaders(Request request, Response response) {
        Response marked = response.with("Vary", "Origin");
        if (!isAllowed(request)) {
            return marked;
        }
        marked =
                marked.with("Access-Control-Allow-Origin", request.header(ORIGIN).orElseThrow())
                        .with("Access-Control-Expose-Headers", "X-Request-Id, Retry-After");
        return request.method().equals(PREFLIGHT) ? allow(marked) : marked;
    }

    private static Response allow(Response response) {
        List<String> methods = response.headers().getOrDefault("Allow", List.of());
        return methods.isEmpty()
                ? response
                : response.with("Access-Control-Allow-Methods", methods.getLast())
                        .with(
                                "Access-Control-Allow-Headers",
                                "Authorization, Content-Type, Idempotency-Key")
                        .with("Access-Control-Max-Age", MAX_AGE);
    }

    private boolean isAllowed(Request request) {
        List<String> sent = request.headers().getOrDefault(ORIGIN, List.of());
        return sent.size() == 1 && origins.contains(sent.getFirst());
    }
}
