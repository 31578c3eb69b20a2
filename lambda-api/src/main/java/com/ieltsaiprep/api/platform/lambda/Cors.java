package com.ieltsaiprep.api.platform.lambda;

import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;

import java.util.List;
import java.util.Set;

/**
 * Which pages may ask (Fetch standard, CORS protocol). Origins are compared whole; none is echoed
 * that is not in the list, and credentials are never allowed, since a session is a token in a
 * header and no cookie.
 *
 * <p>A page of another origin cannot read an answer: without these headers its browser withholds
 * it. It could still have a write done, which would use its visitors' addresses to guess passwords
 * or to send mail. So what is not safe (RFC 9110 §9.2.1) is refused before it is done, preflight
 * included. GET and HEAD do nothing and are answered as to anybody. Whoever is no browser sends no
 * origin, or any it likes: this protects visitors of other pages, not the API.
 */
public final class Cors {
    /** Origins of the app in its shells for iOS and Android. */
    public static final Set<String> OF_THE_APP =
            Set.of("capacitor://localhost", "https://localhost");

    private static final String ORIGIN = "origin";
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final String PREFLIGHT = "OPTIONS";

    /** Two hours, s: Chromium keeps an answer no longer. */
    private static final String MAX_AGE = "7200";

    private final Set<String> origins;

    /**
     * For these pages.
     *
     * @param origins as browsers send them
     */
    public Cors(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** Whether a page asks for something that it may not have done. */
    boolean refuses(Request request) {
        return request.headers().containsKey(ORIGIN)
                && !isOurs(request)
                && !SAFE.contains(request.method());
    }

    /** The answer with what browsers want to know of it. */
    Response mark(Request request, Response response) {
        Response marked = response.with("Vary", "Origin");
        if (!isOurs(request)) {
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

    private boolean isOurs(Request request) {
        List<String> sent = request.headers().getOrDefault(ORIGIN, List.of());
        return sent.size() == 1 && origins.contains(sent.getFirst());
    }
}
