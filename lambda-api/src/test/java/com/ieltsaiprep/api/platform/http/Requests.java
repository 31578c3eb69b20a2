package com.ieltsaiprep.api.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Factory of requests for tests. */
public final class Requests {
    /** Id of each request. */
    public static final String ID = "8f4d1c0a-0d3e-4a53-9a57-0d4b7c1f2f6e";

    private Requests() {}

    /** Returns a request without a body. */
    public static Request of(String method, String path) {
        return of(method, path, Map.of(), new byte[0]);
    }

    /** Returns a request with a JSON body. */
    public static Request json(String method, String path, String body) {
        return of(
                method,
                path,
                Map.of("content-type", List.of("application/json")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a request with headers, by their names in lower case, and a body. */
    public static Request of(
            String method, String path, Map<String, List<String>> headers, byte[] body) {
        return new Request(method, path, Map.of(), headers, Map.of(), body, ID, "203.0.113.7");
    }
}
