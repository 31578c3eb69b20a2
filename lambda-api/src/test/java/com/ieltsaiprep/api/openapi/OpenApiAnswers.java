package com.ieltsaiprep.api.openapi;

import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.lambda.Router;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answers of routers in the tests of this module, each held against docs/openapi.yaml. */
public final class OpenApiAnswers {
    private static final OpenApi API = new OpenApi(Path.of("../docs/openapi.yaml"));
    private static final SeenAnswers SEEN = new SeenAnswers(API);

    private OpenApiAnswers() {}

    /** What the description says. */
    public static OpenApi api() {
        return API;
    }

    /**
     * What a router answers.
     *
     * @throws AssertionError if that is not declared
     */
    public static Response of(Router router, Request request) {
        Response response = router.find(request).answer();
        Map<String, List<String>> headers = new HashMap<>(response.headers());
        // As every function says where an endpoint does not.
        headers.putIfAbsent("Cache-Control", List.of("no-store"));
        note(
                new ApiExchange(
                        request.method(),
                        request.path(),
                        response.status(),
                        headers,
                        response.body()));
        return response;
    }

    /**
     * Notes an answer.
     *
     * @throws AssertionError if it is not declared
     */
    public static void note(ApiExchange exchange) {
        SEEN.note(exchange);
    }
}
