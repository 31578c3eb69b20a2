package com.ieltsaiprep.infra.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Table of what version 7 of the provider has not. */
class ProviderUpgradeTest {
    private final ProviderSchema schema = new ProviderSchema();

    @Test
    void namesPropertiesThatTheSdkHas() throws Exception {
        List<String> unknown = new ArrayList<>();
        table().path("properties")
                .properties()
                .forEach(
                        it ->
                                unknown(
                                        it.getKey(),
                                        schema.resource(it.getKey()),
                                        it.getValue(),
                                        unknown));
        table().path("arguments")
                .properties()
                .forEach(
                        it ->
                                unknown(
                                        it.getKey(),
                                        schema.function(it.getKey()),
                                        it.getValue(),
                                        unknown));

        assertThat(unknown).isEmpty();
    }

    @Test
    void saysOfEachRowWhatToDo() throws Exception {
        assertThat(table().findValuesAsText("say")).isNotEmpty().doesNotContain("");
    }

    private static void unknown(
            String token, Optional<ResourceSchema> schema, JsonNode rules, List<String> unknown) {
        for (JsonNode rule : rules) {
            String property = rule.path("property").asText();
            if (schema.isEmpty() || !schema.get().inputs().containsKey(property)) {
                unknown.add(token + " " + property);
            }
        }
    }

    private static JsonNode table() throws Exception {
        try (InputStream in =
                Objects.requireNonNull(
                        ProviderUpgrade.class.getResourceAsStream("provider-7.json"))) {
            return new ObjectMapper().readTree(in);
        }
    }
}
