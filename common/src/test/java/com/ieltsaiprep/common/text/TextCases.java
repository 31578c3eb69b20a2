package com.ieltsaiprep.common.text;

import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Texts of a test resource, by name and case. */
record TextCases(Map<String, @Nullable Object> table) {
    static TextCases read(String resource) {
        try (InputStream in = TextCases.class.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
            return new TextCases(Json.members(new Json(4, 5_000).read(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<Arguments> of(String name) {
        if (!(table.get(name) instanceof List<?> rows)) {
            throw new IllegalArgumentException("no list " + name);
        }
        return rows.stream()
                .map(Json::members)
                .map(
                        row ->
                                Arguments.argumentSet(
                                        String.valueOf(row.get("case")),
                                        String.valueOf(row.get("text"))));
    }
}
