package com.ieltsaiprep.api.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.http.Response;

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
 * The proxy events of REST APIs (payload version 1.0), and their answers. Anything may be missing
 * or null; the buffers that held an event are never kept.
 */
final class ProxyEvents {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                                    .build())
                    .build();
    private static final ObjectReader READER = MAPPER.reader();
    private static final ObjectWriter WRITER = MAPPER.writer();

    private ProxyEvents() {}

    static JsonNode read(byte[] event) throws IOException {
        return READER.readTree(event);
    }

    /**
     * The request of an event.
     *
     * @param otherwiseId its id if the event has none
     * @throws IllegalArgumentException if the body is said to be Base64 and is not, which API
     *     Gateway never does
     */
    static Request request(JsonNode event, String otherwiseId) {
        JsonNode context = event.path("requestContext");
        return new Request(
                event.path("httpMethod").asText(),
                event.path("path").asText(),
                Map.of(),
                headers(event),
                values(event.path("multiValueQueryStringParameters")),
                body(event),
                context.path("requestId").asText(otherwiseId),
                context.path("identity").path("sourceIp").asText());
    }

    private static Map<String, List<String>> headers(JsonNode event) {
        Map<String, List<String>> headers = new HashMap<>();
        JsonNode multiple = event.path("multiValueHeaders");
        JsonNode sent = multiple.isObject() ? multiple : event.path("headers");
        values(sent)
                .forEach(
                        (name, values) ->
                                headers.computeIfAbsent(
                                                name.toLowerCase(Locale.ROOT),
                                                _ -> new ArrayList<>())
                                        .addAll(values));
        return headers;
    }

    /** Lists of texts by their names; a single text is a list of one. */
    private static Map<String, List<String>> values(JsonNode object) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        object.properties()
                .forEach(
                        field -> {
                            List<String> values = new ArrayList<>();
                            if (field.getValue().isTextual()) {
                                values.add(field.getValue().textValue());
                            }
                            field.getValue().forEach(value -> values.add(value.asText()));
                            all.put(field.getKey(), values);
                        });
        return all;
    }

    private static byte[] body(JsonNode event) {
        byte[] text = event.path("body").asText("").getBytes(StandardCharsets.UTF_8);
        return event.path("isBase64Encoded").asBoolean() ? Base64.getDecoder().decode(text) : text;
    }

    /** The answer as API Gateway takes it. */
    static byte[] write(Response response) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("statusCode", response.status());
        answer.put("multiValueHeaders", response.headers());
        answer.put("body", response.body());
        answer.put("isBase64Encoded", false);
        return WRITER.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
    }
}
