package com.ieltsaiprep.api.platform.dynamo;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Codec that converts JSON values to attributes of DynamoDB items (lists and maps) and back. */
public final class JsonAttributes {
    private JsonAttributes() {}

    /**
     * Converts a JSON object to a DynamoDB attribute of type M; members that are null are left out.
     *
     * @throws IllegalArgumentException if a value in it is no JSON value
     */
    public static AttributeValue map(Map<String, ? extends @Nullable Object> object) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        object.forEach(
                (name, value) -> {
                    if (value != null) {
                        attributes.put(name, of(value));
                    }
                });
        return AttributeValue.fromM(attributes);
    }

    private static AttributeValue of(Object value) {
        return switch (value) {
            case String text -> AttributeValue.fromS(text);
            case Boolean bool -> AttributeValue.fromBool(bool);
            case Number number ->
                    AttributeValue.fromN(new BigDecimal(number.toString()).toString());
            case List<?> list ->
                    AttributeValue.fromL(list.stream().map(JsonAttributes::of).toList());
            case Map<?, ?> object -> map(members(object));
            default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
        };
    }

    private static Map<String, @Nullable Object> members(Map<?, ?> object) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        object.forEach((name, value) -> members.put((String) name, value));
        return members;
    }

    /**
     * Converts a map of DynamoDB attributes to a JSON object; numbers become {@link BigDecimal}.
     *
     * @throws IllegalArgumentException if an attribute is of a type that no JSON value becomes
     */
    public static Map<String, Object> json(Map<String, AttributeValue> attributes) {
        Map<String, Object> object = new LinkedHashMap<>();
        attributes.forEach((name, value) -> object.put(name, json(value)));
        return object;
    }

    private static Object json(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case BOOL -> value.bool();
            case L -> {
                List<Object> list = new ArrayList<>();
                value.l().forEach(item -> list.add(json(item)));
                yield list;
            }
            case M -> json(value.m());
            case SS, NS, B, BS, NUL, UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("not JSON: " + value.type());
        };
    }
}
