package com.ieltsaiprep.api.platform.dynamo;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Codec that converts strings, numbers and times to attributes of DynamoDB items and back. */
public final class Attributes {
    private Attributes() {}

    /** Converts a string to a DynamoDB attribute of type S. */
    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    /** Converts strings to a DynamoDB attribute of type L (list), in the same order. */
    public static AttributeValue texts(Collection<String> values) {
        return AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList());
    }

    /** Converts an integer to a DynamoDB attribute of type N (number). */
    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** Converts a time to a DynamoDB number: ms since 1970. */
    public static AttributeValue millis(Instant time) {
        return number(time.toEpochMilli());
    }

    /** Converts a time to a DynamoDB number: s since 1970, as DynamoDB's time to live requires. */
    public static AttributeValue seconds(Instant time) {
        return number(time.getEpochSecond());
    }

    /** Reads a string attribute of a DynamoDB item; empty if the item has no such attribute. */
    public static Optional<String> maybeText(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    /** Reads a string attribute of an item; throws IllegalStateException if it is missing. */
    public static String text(Map<String, AttributeValue> item, String name) {
        return maybeText(item, name).orElseThrow(() -> missing(name));
    }

    /** Reads a list of strings of an item; throws IllegalStateException if it is missing. */
    public static List<String> texts(Map<String, AttributeValue> item, String name) {
        return of(item, name).l().stream().map(AttributeValue::s).toList();
    }

    /** Reads a number attribute of an item; throws IllegalStateException if it is missing. */
    public static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(of(item, name).n());
    }

    /** Reads a time that was stored in an attribute of a DynamoDB item as ms since 1970. */
    public static Instant millis(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(number(item, name));
    }

    /** Reads a time that was stored in an attribute of a DynamoDB item as s since 1970. */
    public static Instant seconds(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochSecond(number(item, name));
    }

    /**
     * Returns an attribute of a DynamoDB item.
     *
     * @throws IllegalStateException if the item has no such attribute; the message names the
     *     attribute without any value, which may be personal
     */
    public static AttributeValue of(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).orElseThrow(() -> missing(name));
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("an item has no " + name);
    }
}
