package com.ieltsaiprep.infra.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.infra.testkit.schema.ProviderSchema;
import com.ieltsaiprep.infra.testkit.schema.ResourceSchema;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables of made-up values: they name types and properties that the provider's SDK has. */
class MadeUpTablesTest {
    private final ProviderSchema schema = new ProviderSchema();

    @Test
    void haveOutputsOfResourcesThatTheSdkKnows() {
        assertThat(unknown("computed.json", true)).isEmpty();
    }

    @Test
    void haveResultsOfFunctionsThatTheSdkKnows() {
        assertThat(unknown("functions.json", false)).isEmpty();
    }

    private List<String> unknown(String table, boolean resources) {
        List<String> unknown = new ArrayList<>();
        JsonTable.read(table)
                .properties()
                .forEach(
                        row -> {
                            Optional<ResourceSchema> type =
                                    resources
                                            ? schema.resource(row.getKey())
                                            : schema.function(row.getKey());
                            row.getValue()
                                    .fieldNames()
                                    .forEachRemaining(
                                            it -> {
                                                if (!isKnown(type, it)) {
                                                    unknown.add(row.getKey() + " " + it);
                                                }
                                            });
                            if (type.isEmpty()) {
                                unknown.add(row.getKey());
                            }
                        });
        return unknown;
    }

    private static boolean isKnown(Optional<ResourceSchema> type, String property) {
        return type.isPresent()
                && (property.equals("id") || type.get().outputs().containsKey(property));
    }
}
