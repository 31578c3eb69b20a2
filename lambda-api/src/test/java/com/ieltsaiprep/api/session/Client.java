package com.ieltsaiprep.api.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ieltsaiprep.api.openapi.OpenApiAnswers;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.lambda.Router;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks routes as a client does. */
public final class Client {
    private final Router router;
    private final Map<String, List<String>> headers = new HashMap<>();

    /** An answer. */
    public record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
        /** A text of the body. */
        public String text(String name) {
            return body.path(name).asText();
        }

        /** The last part of a problem's type. */
        public String problem() {
            String type = text("type");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }

    /** Of these routes. */
    public Client(List<Route> routes) {
        this.router = new Router(routes);
        headers.put("content-type", List.of("application/json"));
    }

    /** From now on with this header; empty: without it. */
    public Client with(String header, String value) {
        if (value.isEmpty()) {
            headers.remove(header);
        } else {
            headers.put(header, List.of(value));
        }
        return this;
    }

    /** From now on as somebody; empty: as nobody. */
    public Client as(String accessToken) {
        return with("authorization", accessToken.isEmpty() ? "" : "Bearer " + accessToken);
    }

    /** Sends a body. */
    public Answer post(String path, String json) {
        return ask("POST", path, json);
    }

    /** Asks without a body. */
    public Answer get(String path) {
        return ask("GET", path, "");
    }

    private Answer ask(String method, String path, String json) {
        Request request =
                new Request(
                        method,
                        path,
                        Map.of(),
                        headers,
                        Map.of(),
                        json.getBytes(StandardCharsets.UTF_8),
                        "request-1",
                        "192.0.2.1");
        Response response = OpenApiAnswers.of(router, request);
        try {
            JsonNode body = new JsonMapper().readTree("[" + response.body() + "]").path(0);
            return new Answer(response.status(), body, response.headers());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON", e);
        }
    }
}
