package com.ieltsaiprep.api.platform.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Route of the HTTP API: a method and a path with the endpoint that handles their requests.
 *
 * @param method in upper case
 * @param path such as {@code /auth/qr/{token}}; a name in braces matches any non-empty segment
 */
public record Route(String method, String path, Endpoint endpoint) {

    /** Name in logs and metrics of the requests that no route matches. */
    public static final String NONE = "other";

    /** Returns the route's name in logs and metrics, such as {@code GET /auth/qr/{token}}. */
    public String name() {
        return method + " " + path;
    }

    /** Returns the decoded parameters in a requested path; empty if it does not match the route. */
    public Optional<Map<String, String>> match(String requested) {
        List<String> names = segments(path);
        List<String> values = segments(requested);
        if (names.size() != values.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String value = values.get(i);
            if (name.startsWith("{")) {
                Optional<String> decoded = decode(value).filter(it -> !it.isEmpty());
                if (decoded.isEmpty()) {
                    return Optional.empty();
                }
                parameters.put(name.substring(1, name.length() - 1), decoded.get());
            } else if (!name.equals(value)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static Optional<String> decode(String segment) {
        try {
            return Optional.of(
                    URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
