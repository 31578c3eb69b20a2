package com.ieltsaiprep.api.platform.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * HTTP request as an endpoint receives it.
 *
 * @param method in upper case
 * @param path without the query, not decoded
 * @param pathParameters decoded, by their names in the route; empty before routing
 * @param headers values of each header, by its name in lower case
 * @param query parameters, decoded, by their names
 * @param body as the client sent it
 * @param id by which logs and problem documents name the request
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
    /** Creates a request with copies of its maps, but not of its body. */
    public Request {
        pathParameters = Map.copyOf(pathParameters);
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
    }

    /** Returns a copy of the request with the parameters that a route has found in its path. */
    public Request with(Map<String, String> parameters) {
        return new Request(method, path, parameters, headers, query, body, id, sourceIp);
    }

    /** Returns a copy of the request with another source address and other headers. */
    public Request from(String address, Map<String, List<String>> otherHeaders) {
        return new Request(method, path, pathParameters, otherHeaders, query, body, id, address);
    }

    /** Returns a copy of the request with another body. */
    public Request withBody(byte[] sent) {
        return new Request(method, path, pathParameters, headers, query, sent, id, sourceIp);
    }

    /**
     * Returns the last value of a request header; empty if the request has no such header.
     *
     * @param name in lower case
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name))
                .filter(values -> !values.isEmpty())
                .map(List::getLast);
    }

    /** Returns the last value of a query parameter; empty if the request has no such parameter. */
    public Optional<String> queryParameter(String name) {
        return Optional.ofNullable(query.get(name))
                .filter(values -> !values.isEmpty())
                .map(List::getLast);
    }

    /** Returns a parameter of the path; throws NullPointerException for an unknown name. */
    public String parameter(String name) {
        return Objects.requireNonNull(pathParameters.get(name), name);
    }

    /** Returns method, path, length and id for logs, without headers, query and body. */
    @Override
    public String toString() {
        return "Request[%s %s, %d bytes, id=%s]".formatted(method, path, body.length, id);
    }
}
