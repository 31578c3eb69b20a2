package com.ieltsaiprep.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Tests of docs/openapi.yaml and of the validator of responses. */
class OpenApiTest {
    private static final Map<String, List<String>> PROBLEM =
            Map.of("Content-Type", List.of("application/problem+json"));
    private static final String EVENTS = "/client-events";

    private final OpenApi api = new OpenApi(Path.of("../docs/openapi.yaml"));

    @Test
    void listsEveryProblemType() {
        assertThat(
                        StreamSupport.stream(
                                        api.document()
                                                .at(
                                                        "/components/schemas/Problem/properties/type/enum")
                                                .spliterator(),
                                        false)
                                .map(uri -> uri.textValue().replaceFirst(".*/problems/", "")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ProblemType.values()).map(ProblemType::slug).toList());
    }

    @Test
    void hasProblemExamplesMatchingImplementation() {
        List<JsonNode> examples =
                api.document().findValues("application/problem+json").stream()
                        .map(content -> content.path("example"))
                        .filter(JsonNode::isObject)
                        .toList();

        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            String slug = example.path("type").asText().replaceFirst(".*/problems/", "");
            ProblemType type = ProblemType.valueOf(slug.toUpperCase(Locale.ROOT));
            String actual = Problem.of(type, "").toResponse("id").body();
            assertThat(actual).contains("\"" + example.path("title").asText() + "\"");
            assertThat(example.path("status").asInt()).isEqualTo(type.status());
        }
    }

    @Test
    void documentsBodyLimits() {
        assertThat(api.document().at("/info/description").textValue().replaceAll("\\s+", " "))
                .contains("A body has at most 16 KB, 8 levels, and no name twice.");
    }

    @Test
    void declaresBodyErrorsForEveryOperation() {
        for (OpenApi.Operation operation : api.operations()) {
            if (operation.hasBody()) {
                assertThat(operation.responses()).as(operation.name()).containsKeys(400, 413, 415);
            }
            if (operation.isPersonal()) {
                assertThat(operation.responses()).as(operation.name()).containsKey(401);
            }
        }
    }

    @Test
    void acceptsDeclaredResponse() {
        ApiExchange exchange = new ApiExchange("POST", EVENTS, 204, Map.of(), "");

        assertThat(api.violations(exchange)).isEmpty();
        assertThat(api.nameOf(exchange)).contains("POST /client-events 204");
        assertThat(api.responseNames())
                .contains("POST /client-events 204", "GET /auth/qr/{token} 404");
        assertThat(api.nameOf(problem("GET", "/auth/qr/x", 404, "qr_unknown")))
                .contains("GET /auth/qr/{token} 404");
        assertThat(api.violations(problem("GET", "/auth/qr/x", 404, "qr_unknown"))).isEmpty();
    }

    @Test
    void validatesBodyAgainstSchema() {
        String health =
                """
                {"status": "%s", "region": "eu-west-1", "stage": "x", "version": "1",
                 "dependencies": {"dynamodb": {"status": "ok", "ms": 1%s},
                                  "home": {"status": "ok", "ms": 1},
                                  "redis": {"status": "down", "ms": 51}}%s}
                """;

        assertThat(violations(health.formatted("ok", "", ""))).isEmpty();
        assertThat(violations(health.formatted("fine", "", ""))).isNotEmpty();
        assertThat(violations(health.formatted("ok", "", ",\"more\":1"))).isNotEmpty();
        assertThat(violations(health.formatted("ok", ",\"more\":1", ""))).isNotEmpty();
        assertThat(violations("{}")).isNotEmpty();
        assertThat(violations("{")).containsExactly("it is not JSON");
    }

    private List<String> violations(String health) {
        return api.violations(
                new ApiExchange(
                        "GET",
                        "/health",
                        200,
                        Map.of("content-type", List.of("application/json")),
                        health));
    }

    @Test
    void acceptsOnlyDeclaredProblemMembers() {
        assertThat(
                        api.violations(
                                problem(
                                        "POST",
                                        "/api/nova-sonic/sessions",
                                        421,
                                        "wrong_region\",\"address\":\"https://api-us.example")))
                .isEmpty();
        assertThat(api.violations(problem("POST", "/api/nova-sonic/sessions", 421, "wrong_region")))
                .hasSize(1);
        assertThat(
                        api.violations(
                                problem(
                                        "POST",
                                        EVENTS,
                                        413,
                                        "too_large\",\"address\":\"https://x")))
                .hasSize(1);
        assertThat(api.violations(problem("POST", EVENTS, 413, "much_too_large"))).isNotEmpty();
    }

    @Test
    void requiresDeclaredHeader() {
        assertThat(api.violations(problem("POST", EVENTS, 429, "too_many_requests")))
                .containsExactly("Retry-After is missing");
        assertThat(
                        api.violations(
                                new ApiExchange(
                                        "POST",
                                        EVENTS,
                                        429,
                                        Map.of(
                                                "Content-Type",
                                                List.of("application/problem+json"),
                                                "retry-after",
                                                List.of("soon")),
                                        body(429, "too_many_requests"))))
                .hasSize(1);
    }

    @Test
    void acceptsHeaderRemappedByApiGateway() {
        Map<String, List<String>> headers =
                Map.of(
                        "Content-Type",
                        List.of("application/problem+json"),
                        "x-amzn-Remapped-WWW-Authenticate",
                        List.of("Bearer"));

        assertThat(
                        api.violations(
                                new ApiExchange(
                                        "GET", "/me", 401, headers, body(401, "unauthenticated"))))
                .isEmpty();
        assertThat(api.violations(problem("GET", "/me", 401, "unauthenticated"))).hasSize(1);
    }

    @Test
    void acceptsCommonErrorsOfAnyRequest() {
        for (ApiExchange exchange :
                List.of(
                        problem("POST", EVENTS, 403, "origin_refused"),
                        problem("POST", EVENTS, 500, "internal"),
                        problem("GET", "/me", 429, "too_many_requests"),
                        problem("GET", "/nothing", 404, "not_found"),
                        problem("PUT", "/me", 405, "method_not_allowed"),
                        new ApiExchange("OPTIONS", "/me", 204, Map.of(), ""))) {
            assertThat(api.violations(exchange)).isEmpty();
            assertThat(api.nameOf(exchange)).isEmpty();
        }
    }

    @Test
    void refusesUndeclaredResponse() {
        for (ApiExchange exchange :
                List.of(
                        problem("POST", EVENTS, 403, "no_attempts"),
                        problem("POST", EVENTS, 502, "internal"),
                        new ApiExchange("POST", EVENTS, 204, Map.of(), "{}"),
                        new ApiExchange("POST", EVENTS, 200, Map.of(), ""),
                        new ApiExchange("GET", "/nothing", 200, Map.of(), ""),
                        new ApiExchange("PUT", "/me", 204, Map.of(), ""),
                        new ApiExchange("GET", "/health", 200, PROBLEM, "{}"))) {
            assertThat(api.violations(exchange)).as(exchange.toString()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 502})
    void failsOnUndeclaredResponse(int status) {
        assertThatThrownBy(
                        () ->
                                new ObservedResponses(api)
                                        .observe(
                                                new ApiExchange(
                                                        "POST", EVENTS, status, Map.of(), "")))
                .isInstanceOf(AssertionError.class);
    }

    private static ApiExchange problem(String method, String path, int status, String slug) {
        return new ApiExchange(method, path, status, PROBLEM, body(status, slug));
    }

    private static String body(int status, String slug) {
        return """
        {"title": "t", "status": %d, "detail": "d", "request_id": "r",
         "type": "https://ieltsaiprep.com/problems/%s"}
        """
                .formatted(status, slug);
    }
}
