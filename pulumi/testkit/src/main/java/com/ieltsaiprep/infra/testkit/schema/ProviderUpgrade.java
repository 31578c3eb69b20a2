package com.ieltsaiprep.infra.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Struct;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Upgrade from version 6 of the AWS provider, whose SDK the program compiles against, to version 7,
 * which deploys it: types, properties and functions that 7 has not, or demands.
 */
public final class ProviderUpgrade {
    private static final String TABLE = "provider-7.json";

    private final JsonNode table;

    private ProviderUpgrade(JsonNode table) {
        this.table = table;
    }

    /** Reads the table {@value #TABLE}. */
    public static ProviderUpgrade load() {
        try (InputStream in =
                Objects.requireNonNull(ProviderUpgrade.class.getResourceAsStream(TABLE))) {
            return new ProviderUpgrade(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what version 7 would refuse of a resource. */
    public List<String> ofResource(String type, Struct inputs) {
        return findings("types", "properties", type, inputs);
    }

    /** Returns what version 7 would refuse of a call of a function. */
    public List<String> ofFunction(String token, Struct arguments) {
        return findings("functions", "arguments", token, arguments);
    }

    private List<String> findings(String tokens, String properties, String token, Struct values) {
        List<String> findings = new ArrayList<>();
        removal(table.path(tokens), token)
                .ifPresent(
                        it ->
                                findings.add(
                                        "version 7 of the provider has no " + token + ": " + it));
        for (JsonNode rule : table.path(properties).path(token)) {
            String property = rule.path("property").asText();
            boolean isSet = values.containsFields(property);
            String demanded = rule.path("demands").asText();
            if (isSet && (demanded.isEmpty() || !values.containsFields(demanded))) {
                findings.add(
                        property + ": version 7 of the provider: " + rule.path("say").asText());
            }
        }
        return findings;
    }

    /** Finds a token, or the module that it belongs to, such as {@code aws:opsworks}. */
    private static Optional<String> removal(JsonNode removed, String token) {
        String module = token.replaceAll("/.*", "");
        return Optional.ofNullable(removed.get(token))
                .or(() -> Optional.ofNullable(removed.get(module)))
                .map(JsonNode::asText);
    }
}
