package com.ieltsaiprep.api.openapi;

import java.nio.file.Path;

/** Shared recorder of the responses that tests observe, validated against docs/openapi.yaml. */
public final class OpenApiResponses {
    private static final OpenApi API = new OpenApi(Path.of("../docs/openapi.yaml"));
    private static final ObservedResponses OBSERVED = new ObservedResponses(API);

    private OpenApiResponses() {}

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
