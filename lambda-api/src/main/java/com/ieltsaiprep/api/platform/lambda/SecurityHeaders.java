package com.ieltsaiprep.api.platform.lambda;

import com.ieltsaiprep.api.platform.http.Response;

import java.util.Map;

/** Security headers of every response: no sniffing, no framing, no caching unless declared. */
final class SecurityHeaders {
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final Map<String, String> ALWAYS =
            Map.of(
                    "Strict-Transport-Security", "max-age=63072000; includeSubDomains",
                    "X-Content-Type-Options", "nosniff",
                    "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer");

    private SecurityHeaders() {}

    /** Adds the headers to a response; it is not cacheable unless it declares otherwise. */
    static Response on(Response response) {
        Response marked =
                response.headers().containsKey(CACHE_CONTROL)
                        ? response
                        : response.with(CACHE_CONTROL, "no-store");
        for (Map.Entry<String, String> header : ALWAYS.entrySet()) {
            marked = marked.with(header.getKey(), header.getValue());
        }
        return marked;
    }
}
