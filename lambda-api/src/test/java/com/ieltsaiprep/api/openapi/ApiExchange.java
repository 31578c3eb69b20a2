package com.ieltsaiprep.api.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request, as far as its answer depends on it, and the answer.
 *
 * @param path without the query
 * @param headers of the answer, in any case
 * @param body of the answer; empty if there is none
 */
public record ApiExchange(
        String method, String path, int status, Map<String, List<String>> headers, String body) {
    /** Copies the headers. */
    public ApiExchange {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
        headers = Map.copyOf(lower);
    }

    /** The first value of a header of the answer. */
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
