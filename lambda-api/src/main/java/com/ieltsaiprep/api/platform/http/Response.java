package com.ieltsaiprep.api.platform.http;

import com.ieltsaiprep.common.Json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * HTTP response.
 *
 * @param headers by their names, which differ in more than case
 * @param body UTF-8 text; empty if there is none
 */
public record Response(int status, Map<String, List<String>> headers, String body) {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

    /**
     * Copies the headers.
     *
     * @throws IllegalArgumentException if a value has anything but printable ASCII, such as a line
     *     break
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
     * Creates a response with a JSON body.
     *
     * @param value a JSON value, as {@link Json#write} accepts it
     */
    public static Response json(int status, Object value) {
        return of(status, "application/json", value);
    }

    /** Creates the response 204 without a body. */
    public static Response noContent() {
        return new Response(204, Map.of(), "");
    }

    static Response of(int status, String contentType, Object value) {
        return new Response(status, Map.of(CONTENT_TYPE, List.of(contentType)), Json.write(value));
    }

    /** Returns a copy with a header, which replaces any of the same name. */
    public Response with(String name, String value) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, List.of(value));
        return new Response(status, all, body);
    }

    /** Returns a copy without the body, for HEAD. */
    public Response withoutBody() {
        return new Response(status, headers, "");
    }

    /** Returns the length of the body, bytes. */
    public int length() {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Omits the body. */
    @Override
    public String toString() {
        return "Response[%d, %d characters]".formatted(status, body.length());
    }
}
