package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Reader of the JSON files beside the rules. */
final class PolicyData {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PolicyData() {}

    static JsonNode read(String file) {
        try (InputStream in =
                Objects.requireNonNull(PolicyData.class.getResourceAsStream(file), file)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
