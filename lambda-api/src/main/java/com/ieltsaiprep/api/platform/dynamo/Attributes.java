package com.ieltsaiprep.api.platform.dynamo;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attribute codec: converts values to attributes of DynamoDB items and back. */
public final class Attributes {
    private Attributes() {}

    /** Writes a string. */
    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    /** Writes a list of strings. */
    public static AttributeValue texts(Collection<String> values) {
        return AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList());
    }

    /** Writes a number. */
    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** Writes a time as ms since 1970. */
    public static AttributeValue millis(Instant time) {
        return number(time.toEpochMilli());
    }

    /** Writes a time as s since 1970, as DynamoDB's time to live wants it. */
    public static AttributeValue seconds(Instant time) {
        return number(time.getEpochSecond());
    }

    /** Reads a string; empty if there is no such attribute. */
    public static Optional<String> maybeText(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    /** Reads a string. */
    public static String text(Map<String, AttributeValue> item, String name) {
        return maybeText(item, name).orElseThrow(() -> missing(name));
    }

    /** Reads a list of strings. */
    public static List<String> texts(Map<String, AttributeValue> item, String name) {
        return of(item, name).l().stream().map(AttributeValue::s).toList();
    }

    /** Reads a number. */
    public static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(of(item, name).n());
    }

    /** Reads a time that was written as ms since 1970. */
    public static Instant millis(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(number(item, name));
    }

    /** Reads a time that was written as s since 1970. */
    public static Instant seconds(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochSecond(number(item, name));
    }

    /**
     * Reads an attribute.
     *
     * @throws IllegalStateException if there is none; names it without any value, which may be
     *     personal
     */
    public static AttributeValue of(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).orElseThrow(() -> missing(name));
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("an item has no " + name);
    }
}
