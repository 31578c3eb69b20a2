package com.ieltsaiprep.api.openapi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Shared recorder of the responses that tests observe, validated against docs/openapi.yaml. */
public final class OpenApiResponses {
    private static final OpenApi API = new OpenApi(document());
    private static final ObservedResponses OBSERVED = new ObservedResponses(API);

    private OpenApiResponses() {}

    /** Finds the document above the module whose tests run. */
    private static Path document() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/openapi.yaml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no docs/openapi.yaml");
        }
        return folder.resolve("docs/openapi.yaml");
    }

    /** Returns the document. */
    public static OpenApi api() {
        return API;
    }

    /**
     * Validates and records a response.
     *
     * @throws AssertionError if it is not declared
     */
    public static void observe(ApiExchange exchange) {
        OBSERVED.observe(exchange);
    }
}
