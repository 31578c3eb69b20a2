package com.ieltsaiprep.infra.testkit.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.wire.WireValues;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Tables in JSON whose strings are {@link ValueTemplates}. */
final class JsonTable {
    private JsonTable() {}

    static JsonNode read(String resource) {
        try (InputStream in =
                Objects.requireNonNull(JsonTable.class.getResourceAsStream(resource))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Value value(JsonNode node, ValueTemplates templates) {
        return switch (node.getNodeType()) {
            case STRING -> WireValues.string(templates.fill(node.asText()));
            case NUMBER -> Value.newBuilder().setNumberValue(node.asDouble()).build();
            case BOOLEAN -> Value.newBuilder().setBoolValue(node.asBoolean()).build();
            case ARRAY -> {
                ListValue.Builder list = ListValue.newBuilder();
                node.forEach(it -> list.addValues(value(it, templates)));
                yield Value.newBuilder().setListValue(list).build();
            }
            case OBJECT -> WireValues.object(struct(node, templates));
            default -> Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
        };
    }

    static Struct struct(JsonNode node, ValueTemplates templates) {
        Struct.Builder struct = Struct.newBuilder();
        node.properties()
                .forEach(it -> struct.putFields(it.getKey(), value(it.getValue(), templates)));
        return struct.build();
    }
}
