package com.ieltsaiprep.api.openapi;

import java.nio.file.Path;

/** Responses seen in the tests of this module, each validated against docs/openapi.yaml. */
public final class OpenApiAnswers {
    private static final OpenApi API = new OpenApi(Path.of("../docs/openapi.yaml"));
    private static final SeenAnswers SEEN = new SeenAnswers(API);

    private OpenApiAnswers() {}

    /** Returns the document. */
    public static OpenApi api() {
        return API;
    }

    /**
     * Records a response.
     *
     * @throws AssertionError if it is not declared
     */
    public static void note(ApiExchange exchange) {
        SEEN.note(exchange);
    }
}
