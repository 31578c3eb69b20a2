package com.ieltsaiprep.api.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * HTTP exchange: the method and path of a request, and its response.
 *
 * @param path path without the query
 * @param headers response headers; their names are case-insensitive
 * @param body response body; empty if there is none
 */
public record ApiExchange(
        String method, String path, int status, Map<String, List<String>> headers, String body) {
    /** Copies the headers. */
    public ApiExchange {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
        headers = Map.copyOf(lower);
    }

    /** Returns the first value of a response header. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                .filter(values -> !values.isEmpty())
                .map(List::getFirst);
    }

    @Override
    public String toString() {
        return method + " " + path + " " + status + " " + body;
    }
}
