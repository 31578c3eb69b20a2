package com.ieltsaiprep.api.platform.lambda;

import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Codec of API Gateway's proxy events (REST API, payload version 1.0) and their responses. Any
 * field of an event may be missing or null.
 */
final class ProxyEvents {
    /** The largest event that Lambda accepts, bytes (6 MB). */
    static final int MAX_BYTES = 6_291_556;

    /**
     * The longest name of a field, UTF-16 units. Strangers name headers and query parameters; API
     * Gateway accepts 10,240 bytes of request line and headers.
     */
    private static final int MAX_NAME = 65_536;

    private static final Json JSON = new Json(64, MAX_BYTES, MAX_NAME);

    private ProxyEvents() {}

    /**
     * Parses an event.
     *
     * @throws IOException if it is not JSON, or a name in it is too long
     */
    static Map<String, @Nullable Object> read(byte[] event) throws IOException {
        return Json.members(JSON.read(event));
    }

    /**
     * Returns the request of an event, without its body.
     *
     * @param otherwiseId the request id if the event has none
     */
    static Request request(Map<String, @Nullable Object> event, String otherwiseId) {
        Map<String, @Nullable Object> context = Json.members(event.get("requestContext"));
        return new Request(
                text(event, "httpMethod", ""),
                text(event, "path", ""),
                Map.of(),
                headers(event),
                values(Json.members(event.get("multiValueQueryStringParameters"))),
                new byte[0],
                text(context, "requestId", otherwiseId),
                text(Json.members(context.get("identity")), "sourceIp", ""));
    }

    private static String text(
            Map<String, @Nullable Object> object, String name, String otherwise) {
        return object.get(name) instanceof String text ? text : otherwise;
    }

    private static Map<String, List<String>> headers(Map<String, @Nullable Object> event) {
        Map<String, List<String>> headers = new HashMap<>();
        Object multiple = event.get("multiValueHeaders");
        Object sent = multiple == null ? event.get("headers") : multiple;
        values(Json.members(sent))
                .forEach(
                        (name, values) ->
                                headers.computeIfAbsent(
                                                name.toLowerCase(Locale.ROOT),
                                                _ -> new ArrayList<>())
                                        .addAll(values));
        return headers;
    }

    /** Reads lists of strings by their names; a single string is a list of one. */
    private static Map<String, List<String>> values(Map<String, @Nullable Object> object) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        object.forEach(
                (name, value) -> {
                    List<?> values = value instanceof List<?> list ? list : singleton(value);
                    all.put(
                            name,
                            values.stream()
                                    .filter(String.class::isInstance)
                                    .map(String.class::cast)
                                    .toList());
                });
        return all;
    }

    private static List<?> singleton(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    /**
     * Returns the body of an event's request.
     *
     * @throws IllegalArgumentException if it is declared as Base64 and is not
     */
    static byte[] body(Map<String, @Nullable Object> event) {
        byte[] text = text(event, "body", "").getBytes(StandardCharsets.UTF_8);
        return Boolean.TRUE.equals(event.get("isBase64Encoded"))
                ? Base64.getDecoder().decode(text)
                : text;
    }

    /** Encodes a response for API Gateway. */
    static byte[] write(Response response) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("statusCode", response.status());
        answer.put("multiValueHeaders", response.headers());
        answer.put("body", response.body());
        answer.put("isBase64Encoded", false);
        return Json.write(answer).getBytes(StandardCharsets.UTF_8);
    }
}
