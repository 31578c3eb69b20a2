package com.ieltsaiprep.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.JsonValues;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Proxy response of a function, as a REST API interprets it.
 *
 * @param headers their names as given
 */
record ProxyResponse(int status, Map<String, List<String>> headers, byte[] body) {
    private static final Set<String> FIELDS =
            Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

    /** Headers that API Gateway renames. */
    private static final Set<String> REMAPPED =
            Set.of(
                    "authorization",
                    "connection",
                    "content-length",
                    "content-md5",
                    "date",
                    "host",
                    "server",
                    "user-agent",
                    "www-authenticate");

    /** Reads the response; empty if it does not have the form that API Gateway requires. */
    static Optional<ProxyResponse> read(byte[] payload) {
        try {
            JsonNode json = JsonValues.read(payload);
            return isValid(json) ? Optional.of(of(json)) : Optional.empty();
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isValid(JsonNode json) {
        int status = json.path("statusCode").asInt();
        return json.isObject()
                && json.properties().stream().allMatch(field -> FIELDS.contains(field.getKey()))
                && json.path("statusCode").isIntegralNumber()
                && status >= 100
                && status <= 599
                && isTextOrNothing(json.path("body"))
                && all(json.path("headers"), JsonNode::isValueNode)
                && all(json.path("multiValueHeaders"), JsonNode::isArray);
    }

    private static boolean all(JsonNode parent, Predicate<JsonNode> rule) {
        return StreamSupport.stream(parent.spliterator(), false).allMatch(rule);
    }

    private static boolean isTextOrNothing(JsonNode node) {
        return node.isTextual() || node.isNull() || node.isMissingNode();
    }

    private static ProxyResponse of(JsonNode json) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        json.path("headers")
                .properties()
                .forEach(header -> add(headers, header.getKey(), header.getValue()));
        json.path("multiValueHeaders")
                .properties()
                .forEach(
                        header -> {
                            headers.remove(remapped(header.getKey()));
                            header.getValue()
                                    .forEach(value -> add(headers, header.getKey(), value));
                        });
        headers.computeIfAbsent("Content-Type", _ -> List.of("application/json"));
        String body = json.path("body").asText("");
        return new ProxyResponse(
                json.path("statusCode").asInt(),
                headers,
                json.path("isBase64Encoded").asBoolean()
                        ? Base64.getDecoder().decode(body)
                        : body.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(Map<String, List<String>> headers, String name, JsonNode value) {
        if (!name.equalsIgnoreCase("transfer-encoding")) {
            headers.computeIfAbsent(remapped(name), _ -> new ArrayList<>()).add(value.asText());
        }
    }

    private static String remapped(String name) {
        return REMAPPED.contains(name.toLowerCase(Locale.ROOT)) ? "x-amzn-Remapped-" + name : name;
    }
}
