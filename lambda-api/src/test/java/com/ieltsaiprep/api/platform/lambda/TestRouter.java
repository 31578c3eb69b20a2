package com.ieltsaiprep.api.platform.lambda;

import com.ieltsaiprep.api.openapi.ApiExchange;
import com.ieltsaiprep.api.openapi.OpenApiResponses;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Router of tests, which validates each response against docs/openapi.yaml. */
public final class TestRouter {
    private final Router router;

    /** Creates a router. */
    public TestRouter(List<Route> routes) {
        this.router = new Router(routes);
    }

    /**
     * Handles a request.
     *
     * @throws AssertionError if the response is not declared
     */
    public Response handle(Request request) {
        Response response = router.find(request).handle();
        Map<String, List<String>> headers = new HashMap<>(response.headers());
        // ProxyFunction adds this header where an endpoint does not.
        headers.putIfAbsent("Cache-Control", List.of("no-store"));
        OpenApiResponses.observe(
                new ApiExchange(
                        request.method(),
                        request.path(),
                        response.status(),
                        headers,
                        response.body()));
        return response;
    }
}
