package com.ieltsaiprep.api.platform.http;

import com.ieltsaiprep.common.Json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * HTTP response of an endpoint.
 *
 * @param headers values of each header, by its name; no two names differ only in case
 * @param body UTF-8 text; empty for a response without a body
 */
public record Response(int status, Map<String, List<String>> headers, String body) {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

    /**
     * Creates a response with a copy of its headers.
     *
     * @throws IllegalArgumentException if a header's value has anything but printable ASCII, such
     *     as a line break
     */
    public Response {
        headers = Map.copyOf(headers);
        headers.forEach((name, values) -> values.forEach(value -> check(name, value)));
    }

    private static void check(String name, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the value of a header: " + name);
        }
    }

    /**
     * Creates a response whose body is a value in JSON.
     *
     * @param value a JSON value, as {@link Json#write} accepts it
     */
    public static Response json(int status, Object value) {
        return of(status, "application/json", value);
    }

    /** Creates the response 204 (No Content), without a body. */
    public static Response noContent() {
        return new Response(204, Map.of(), "");
    }

    static Response of(int status, String contentType, Object value) {
        return new Response(status, Map.of(CONTENT_TYPE, List.of(contentType)), Json.write(value));
    }

    /** Returns a copy of the response with a header, which replaces any of the same name. */
    public Response with(String name, String value) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, List.of(value));
        return new Response(status, all, body);
    }

    /** Returns a copy of the response with an empty body, for HEAD requests. */
    public Response withoutBody() {
        return new Response(status, headers, "");
    }

    /** Returns the length of the response body in UTF-8, bytes. */
    public int length() {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns status and length of the body for logs, without the body and headers. */
    @Override
    public String toString() {
        return "Response[%d, %d characters]".formatted(status, body.length());
    }
}
