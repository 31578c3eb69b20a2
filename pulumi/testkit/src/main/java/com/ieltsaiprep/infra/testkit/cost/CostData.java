package com.ieltsaiprep.infra.testkit.cost;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Reader of the model's data, {@code prices.json} and {@code usage.json}. */
final class CostData {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    private CostData() {}

    static List<Price> prices() {
        return read("prices.json", new TypeReference<>() {});
    }

    static UsageAssumptions usage() {
        return read("usage.json", new TypeReference<>() {});
    }

    private static <T> T read(String resource, TypeReference<T> type) {
        try (InputStream in =
                Objects.requireNonNull(CostData.class.getResourceAsStream(resource))) {
            return JSON.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
