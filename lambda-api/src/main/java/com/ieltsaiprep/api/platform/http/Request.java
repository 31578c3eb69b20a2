package com.ieltsaiprep.api.platform.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * HTTP request as an endpoint sees it.
 *
 * @param method in upper case
 * @param path without the query, not decoded
 * @param pathParameters decoded, by their names in the route; empty before routing
 * @param headers by their names in lower case
 * @param query decoded
 * @param body as the client sent it
 * @param id by which logs and problem documents name it
 * @param sourceIp the client's address, as far as it can be known
 */
public record Request(
        String method,
        String path,
        Map<String, String> pathParameters,
        Map<String, List<String>> headers,
        Map<String, List<String>> query,
        byte[] body,
        String id,
        String sourceIp) {
    /** Copies the maps. */
    public Request {
        pathParameters = Map.copyOf(pathParameters);
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
    }

    /** Returns a copy with the path parameters of its route. */
    public Request with(Map<String, String> parameters) {
        return new Request(method, path, parameters, headers, query, body, id, sourceIp);
    }

    /** Returns a copy with another source address and other headers. */
    public Request from(String address, Map<String, List<String>> otherHeaders) {
        return new Request(method, path, pathParameters, otherHeaders, query, body, id, address);
    }

    /** Returns a copy with another body. */
    public Request withBody(byte[] sent) {
        return new Request(method, path, pathParameters, headers, query, sent, id, sourceIp);
    }

    /**
     * Returns the last value of a header.
     *
     * @param name in lower case
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name))
                .filter(values -> !values.isEmpty())
                .map(List::getLast);
    }

    /** Returns a path parameter of the route. */
    public String parameter(String name) {
        return Objects.requireNonNull(pathParameters.get(name), name);
    }

    /** Omits everything that may be personal. */
    @Override
    public String toString() {
        return "Request[%s %s, %d bytes, id=%s]".formatted(method, path, body.length, id);
    }
}
