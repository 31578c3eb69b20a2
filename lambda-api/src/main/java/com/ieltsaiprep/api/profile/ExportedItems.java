package com.ieltsaiprep.api.profile;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Converter of items to JSON values, for the export of personal data. */
final class ExportedItems {
    private ExportedItems() {}

    /** Converts an item: its attributes by their names, without binary ones. */
    static Map<String, Object> of(Map<String, AttributeValue> item) {
        Map<String, Object> document = new TreeMap<>();
        item.forEach((name, value) -> document.put(name, of(value)));
        return document;
    }

    private static Object of(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case BOOL -> value.bool();
            case SS -> value.ss();
            case NS -> value.ns().stream().map(BigDecimal::new).toList();
            case L -> value.l().stream().map(ExportedItems::of).toList();
            case M -> of(value.m());
            case B, BS, NUL, UNKNOWN_TO_SDK_VERSION -> "";
        };
    }
}
