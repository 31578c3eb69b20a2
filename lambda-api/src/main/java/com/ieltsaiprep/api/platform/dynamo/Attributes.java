package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes and reads the attributes of items. */
public final class Attributes {
    private Attributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue texts(Collection<String> values) {
        return AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList());
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue millis(Instant time) {
        return number(time.toEpochMilli());
    }

    /** As {@link Table#EXPIRES_AT} wants it. */
    static AttributeValue seconds(Instant time) {
        return number(time.getEpochSecond());
    }

    public static Optional<String> maybeText(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return maybeText(item, name).orElseThrow(() -> missing(name));
    }

    static List<String> texts(Map<String, AttributeValue> item, String name) {
        return of(item, name).l().stream().map(AttributeValue::s).toList();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(of(item, name).n());
    }

    static Instant millis(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(number(item, name));
    }

    static Instant seconds(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochSecond(number(item, name));
    }

    public static AttributeValue of(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).orElseThrow(() -> missing(name));
    }

    /** Names the attribute only: values may be personal. */
    private static IllegalStateException missing(String name) {
        return new IllegalStateException("an item has no " + name);
    }
}
