package com.ieltsaiprep.infra.testkit.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.engine.SecretScan;
import com.ieltsaiprep.infra.testkit.wire.WireValues;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Values in plans, in a form to read. A value in a secret is {@link SecretScan#MASK}; a string that
 * is a JSON document is an object with the member {@code json}; one of several lines has them in
 * {@code lines}; one in base64 that is text has its lines in {@code base64}; assets and archives
 * have the members {@code asset} or {@code archive}.
 */
public final class PlanValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Shorter strings are seldom text in base64. */
    private static final int MIN_BASE64 = 64;

    private PlanValues() {}

    static ObjectNode object(Struct struct) {
        ObjectNode object = JSON.objectNode();
        new TreeMap<>(struct.getFieldsMap()).forEach((name, it) -> object.set(name, value(it)));
        return object;
    }

    private static JsonNode value(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> text(value.getStringValue());
            case NUMBER_VALUE -> number(value.getNumberValue());
            case BOOL_VALUE -> JSON.booleanNode(value.getBoolValue());
            case LIST_VALUE -> {
                ArrayNode array = JSON.arrayNode();
                value.getListValue().getValuesList().forEach(it -> array.add(value(it)));
                yield array;
            }
            case STRUCT_VALUE ->
                    WireValues.signature(value)
                            .map(it -> special(it, value.getStructValue()))
                            .orElseGet(() -> object(value.getStructValue()));
            case NULL_VALUE, KIND_NOT_SET -> JSON.nullNode();
        };
    }

    private static JsonNode special(String signature, Struct value) {
        if (signature.equals(WireValues.SECRET)) {
            return masked(value.getFieldsOrThrow(WireValues.PLAINTEXT));
        }
        ObjectNode content = object(value);
        content.remove(WireValues.SIGNATURE);
        String kind =
                switch (signature) {
                    case WireValues.ASSET -> "asset";
                    case WireValues.ARCHIVE -> "archive";
                    default -> "special";
                };
        return JSON.objectNode().set(kind, content.has("path") ? content.get("path") : content);
    }

    /** Returns a secret's form without its values: names of members are no secrets. */
    private static JsonNode masked(Value secret) {
        return switch (secret.getKindCase()) {
            case STRUCT_VALUE -> {
                ObjectNode object = JSON.objectNode();
                new TreeMap<>(secret.getStructValue().getFieldsMap())
                        .forEach((name, it) -> object.set(name, masked(it)));
                yield object;
            }
            case LIST_VALUE -> {
                ArrayNode array = JSON.arrayNode();
                secret.getListValue().getValuesList().forEach(it -> array.add(masked(it)));
                yield array;
            }
            default -> JSON.textNode(SecretScan.MASK);
        };
    }

    private static JsonNode number(double number) {
        return number == Math.rint(number)
                ? JSON.numberNode((long) number)
                : JSON.numberNode(number);
    }

    private static JsonNode text(String text) {
        if (WireValues.UNKNOWN.equals(text)) {
            return JSON.textNode("[unknown]");
        }
        Optional<JsonNode> document = document(text);
        if (document.isPresent()) {
            return JSON.objectNode().set("json", document.get());
        }
        if (text.indexOf('\n') >= 0) {
            return lines("lines", text);
        }
        return decoded(text).map(it -> lines("base64", it)).orElseGet(() -> JSON.textNode(text));
    }

    private static JsonNode lines(String kind, String text) {
        ObjectNode node = JSON.objectNode();
        ArrayNode lines = node.putArray(kind);
        text.lines().forEach(lines::add);
        return node;
    }

    private static Optional<JsonNode> document(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            Object sorted = MAPPER.readValue(text, Object.class);
            return Optional.of(MAPPER.readTree(MAPPER.writeValueAsString(sorted)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> decoded(String text) {
        if (text.length() < MIN_BASE64) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Optional.of(
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(bytes))
                                    .toString())
                    .filter(it -> it.indexOf('\n') >= 0);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
