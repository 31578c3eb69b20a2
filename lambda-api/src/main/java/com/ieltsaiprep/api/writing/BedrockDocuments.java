package com.ieltsaiprep.api.writing;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.document.Document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Codec that converts plain JSON values to documents of the AWS SDK and back, in their order. */
final class BedrockDocuments {
    private BedrockDocuments() {}

    static Document document(@Nullable Object value) {
        return switch (value) {
            case null -> Document.fromNull();
            case String text -> Document.fromString(text);
            case Boolean bool -> Document.fromBoolean(bool);
            case Number number -> Document.fromNumber(new BigDecimal(number.toString()));
            case List<?> list ->
                    Document.fromList(list.stream().map(BedrockDocuments::document).toList());
            case Map<?, ?> object -> {
                Map<String, Document> members = new LinkedHashMap<>();
                object.forEach((name, member) -> members.put((String) name, document(member)));
                yield Document.fromMap(members);
            }
            default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
        };
    }

    /** Returns the members of an object; an empty map if the document is anything else. */
    static Map<String, @Nullable Object> members(@Nullable Document document) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (document != null && document.isMap()) {
            document.asMap().forEach((name, member) -> members.put(name, value(member)));
        }
        return members;
    }

    private static @Nullable Object value(Document document) {
        if (document.isMap()) {
            return members(document);
        }
        if (document.isList()) {
            List<@Nullable Object> values = new ArrayList<>();
            document.asList().forEach(item -> values.add(value(item)));
            return values;
        }
        if (document.isNumber()) {
            return number(document.asNumber().stringValue());
        }
        if (document.isBoolean()) {
            return document.asBoolean();
        }
        return document.isString() ? document.asString() : null;
    }

    /** Returns a number as a JSON reader would: Long if it is written as a whole number. */
    private static Number number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            return Double.valueOf(text);
        }
    }
}
