package com.ieltsaiprep.infra.testkit.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.schema.MadeUpValue;
import com.ieltsaiprep.infra.testkit.schema.Property;
import com.ieltsaiprep.infra.testkit.schema.ResourceSchema;

import java.util.Optional;

/**
 * Results of the provider's functions, such as the newest machine image, from the table {@value
 * #TABLE}: what is not in the table has no result.
 */
final class FunctionResults {
    private static final String TABLE = "functions.json";

    private final JsonNode table = JsonTable.read(TABLE);

    /** Returns the result of a function: its arguments, the table's row, the rest made up. */
    Optional<Struct> of(ResourceSchema function, Struct arguments, String region) {
        JsonNode row = table.get(function.token());
        if (row == null) {
            return Optional.empty();
        }
        String name = function.token().replaceAll(".*:", "");
        ValueTemplates templates = new ValueTemplates(region, name, arguments.getFieldsMap());
        Struct known = JsonTable.struct(row, templates);
        Struct.Builder result = Struct.newBuilder();
        for (Property output : function.outputs().values()) {
            Value value = known.getFieldsMap().get(output.name());
            Value argument = arguments.getFieldsMap().get(output.name());
            if (value != null) {
                result.putFields(output.name(), value);
            } else if (argument != null) {
                result.putFields(output.name(), argument);
            } else if (output.required()) {
                result.putFields(
                        output.name(), MadeUpValue.of(output.type(), name + "." + output.name()));
            }
        }
        return Optional.of(result.build());
    }
}
