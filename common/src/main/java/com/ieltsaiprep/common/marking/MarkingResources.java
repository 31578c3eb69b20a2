package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Resources of the marking engine on the class path: prompts, descriptors and calibrations. */
final class MarkingResources {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_TEXT = 5_000;

    private MarkingResources() {}

    static String text(String name) {
        try (InputStream in = MarkingResources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, @Nullable Object> json(String name) {
        try {
            return Json.members(new Json(MAX_DEPTH, MAX_TEXT).read(text(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
