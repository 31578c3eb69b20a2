package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.platform.dynamo.Attributes;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Converter of items to JSON values, for the export of personal data. */
final class ExportedItems {
    private static final String ENTRY = "entry_id";
    private static final String ENTITLEMENT = "entitlement#";

    /** Keys of tables, the TTL, and fencing tokens of markings. */
    private static final Set<String> INTERNAL =
            Set.of("user_id", ENTRY, "expires_at", "marking_id");

    /** Operators' names and notes in entries of purchases; see docs/privacy.md. */
    private static final Set<String> NOTES = Set.of("operator", "reason");

    private ExportedItems() {}

    /** Converts an item, without keys, hashes and operators' notes, and with times in ISO 8601. */
    static Map<String, Object> of(Map<String, AttributeValue> item) {
        Map<String, Object> document = document(item);
        document.keySet().removeAll(INTERNAL);
        Attributes.maybeText(item, ENTRY)
                .ifPresent(
                        entry -> {
                            document.keySet()
                                    .removeIf(
                                            name -> NOTES.contains(name) || name.startsWith("of_"));
                            if (entry.startsWith(ENTITLEMENT)) {
                                document.put("module", entry.substring(ENTITLEMENT.length()));
                            }
                        });
        return document;
    }

    private static Map<String, Object> document(Map<String, AttributeValue> attributes) {
        Map<String, Object> document = new TreeMap<>();
        attributes.forEach(
                (name, value) -> {
                    if ((name.endsWith("_at") || name.endsWith("_until")) && value.n() != null) {
                        document.put(name, Attributes.millis(attributes, name).toString());
                    } else if (!name.endsWith("_hash")) {
                        document.put(name, of(value));
                    }
                });
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
            case M -> document(value.m());
            case B, BS, NUL, UNKNOWN_TO_SDK_VERSION -> "";
        };
    }
}
