package com.ieltsaiprep.infra.testkit.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.schema.MadeUpValue;
import com.ieltsaiprep.infra.testkit.schema.Property;
import com.ieltsaiprep.infra.testkit.schema.ResourceSchema;
import com.ieltsaiprep.infra.testkit.wire.WireValues;

import java.util.Locale;

/**
 * Computed outputs: properties that AWS would give a resource, such as its ARN, made up from its
 * inputs and the table {@value #TABLE}. In a preview they are unknown.
 */
final class ComputedOutputs {
    private static final String TABLE = "computed.json";

    private final JsonNode table = JsonTable.read(TABLE);
    private final boolean preview;

    ComputedOutputs(boolean preview) {
        this.preview = preview;
    }

    /** Returns the identifier of a resource at AWS, which a preview does not know. */
    String id(String type, ValueTemplates templates) {
        if (preview) {
            return "";
        }
        JsonNode id = table.path(type).path("id");
        return id.isMissingNode() ? templates.logicalName() : templates.fill(id.asText());
    }

    /** Returns the inputs and what AWS would add to them. */
    Struct outputs(ResourceSchema schema, Struct inputs, ValueTemplates templates) {
        Struct.Builder outputs = Struct.newBuilder().putAllFields(inputs.getFieldsMap());
        JsonNode row = table.path(schema.token());
        for (Property output : schema.outputs().values()) {
            boolean isGiven = inputs.containsFields(output.name());
            boolean isComputed =
                    isGiven
                            ? row.path(output.name()).isObject()
                            : output.required() || row.has(output.name());
            if (isComputed) {
                Value value =
                        preview
                                ? WireValues.string(WireValues.UNKNOWN)
                                : value(schema.token(), output, row, templates);
                Value input = inputs.getFieldsOrDefault(output.name(), value);
                outputs.putFields(output.name(), preview ? value : withMembers(value, input));
            }
        }
        return outputs.build();
    }

    /** Returns an object with the members of the input, which has precedence. */
    private static Value withMembers(Value computed, Value input) {
        return computed.hasStructValue() && input.hasStructValue()
                ? WireValues.object(
                        computed.getStructValue().toBuilder()
                                .putAllFields(input.getStructValue().getFieldsMap())
                                .build())
                : computed;
    }

    private static Value value(
            String type, Property output, JsonNode row, ValueTemplates templates) {
        JsonNode template = row.path(output.name());
        if (!template.isMissingNode()) {
            return JsonTable.value(template, templates);
        }
        if (output.name().equals("arn")) {
            return WireValues.string(arn(type, templates));
        }
        return MadeUpValue.of(output.type(), templates.logicalName() + "." + output.name());
    }

    /** Returns an ARN of the usual form, for types that are not in the table. */
    private static String arn(String type, ValueTemplates templates) {
        String[] parts = type.split(":", -1);
        String service = parts[1].replaceAll("/.*", "").toLowerCase(Locale.ROOT);
        String resource = parts[1].replaceAll(".*/", "");
        return templates.fill(
                "arn:aws:" + service + ":${region}:${account}:" + resource + "/${name}");
    }
}
