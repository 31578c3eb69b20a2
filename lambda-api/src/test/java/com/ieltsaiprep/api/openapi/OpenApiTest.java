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

class OpenApiTest {
    private static final Map<String, List<String>> PROBLEM =
            Map.of("Content-Type", List.of("application/problem+json"));
    private static final String EVENTS = "/client-events";

    private final OpenApi api = new OpenApi(Path.of("../docs/openapi.yaml"));

    @Test
    void listsEveryProblem() {
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
    void showsProblemsInItsExamplesAsTheyAreSent() {
        List<JsonNode> examples =
                api.document().findValues("application/problem+json").stream()
                        .map(content -> content.path("example"))
                        .filter(JsonNode::isObject)
                        .toList();

        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            String slug = example.path("type").asText().replaceFirst(".*/problems/", "");
            ProblemType type = ProblemType.valueOf(slug.toUpperCase(Locale.ROOT));
            String sent = Problem.of(type, "").toResponse("id").body();
            assertThat(sent).contains("\"" + example.path("title").asText() + "\"");
            assertThat(example.path("status").asInt()).isEqualTo(type.status());
        }
    }

    @Test
    void declaresTheLargestBody() {
        assertThat(api.document().at("/info/description").textValue().replaceAll("\\s+", " "))
                .contains("A body has at most 16 KB, 8 levels, and no name twice.");
    }

    @Test
    void declaresTheProblemsOfEveryBodyAndSession() {
        for (OpenApi.Operation operation : api.operations()) {
            if (operation.hasBody()) {
                assertThat(operation.answers()).as(operation.name()).containsKeys(400, 413, 415);
            }
            if (operation.isPersonal()) {
                assertThat(operation.answers()).as(operation.name()).containsKey(401);
            }
        }
    }

    @Test
    void findsDeclaredResponses() {
        ApiExchange seen = new ApiExchange("POST", EVENTS, 204, Map.of(), "");

        assertThat(api.problems(seen)).isEmpty();
        assertThat(api.nameOf(seen)).contains("POST /client-events 204");
        assertThat(api.all()).contains("POST /client-events 204", "GET /auth/qr/{token} 404");
        assertThat(api.nameOf(problem("GET", "/auth/qr/x", 404, "qr_unknown")))
                .contains("GET /auth/qr/{token} 404");
        assertThat(api.problems(problem("GET", "/auth/qr/x", 404, "qr_unknown"))).isEmpty();
    }

    @Test
    void validatesBodies() {
        String health =
                """
                {"status": "%s", "region": "eu-west-1", "stage": "x", "version": "1",
                 "dependencies": {"dynamodb": {"status": "ok", "ms": 1%s},
                                  "home": {"status": "ok", "ms": 1},
                                  "redis": {"status": "down", "ms": 51}}%s}
                """;

        assertThat(problems(health.formatted("ok", "", ""))).isEmpty();
        assertThat(problems(health.formatted("fine", "", ""))).isNotEmpty();
        assertThat(problems(health.formatted("ok", "", ",\"more\":1"))).isNotEmpty();
        assertThat(problems(health.formatted("ok", ",\"more\":1", ""))).isNotEmpty();
        assertThat(problems("{}")).isNotEmpty();
        assertThat(problems("{")).containsExactly("it is not JSON");
    }

    private List<String> problems(String health) {
        return api.problems(
                new ApiExchange(
                        "GET",
                        "/health",
                        200,
                        Map.of("content-type", List.of("application/json")),
                        health));
    }

    @Test
    void allowsOnlyTheDeclaredMembersOfAProblem() {
        assertThat(
                        api.problems(
                                problem(
                                        "POST",
                                        "/api/nova-sonic/sessions",
                                        421,
                                        "wrong_region\",\"address\":\"https://api-us.example")))
                .isEmpty();
        assertThat(api.problems(problem("POST", "/api/nova-sonic/sessions", 421, "wrong_region")))
                .hasSize(1);
        assertThat(
                        api.problems(
                                problem(
                                        "POST",
                                        EVENTS,
                                        413,
                                        "too_large\",\"address\":\"https://x")))
                .hasSize(1);
        assertThat(api.problems(problem("POST", EVENTS, 413, "much_too_large"))).isNotEmpty();
    }

    @Test
    void requiresDeclaredHeaders() {
        assertThat(api.problems(problem("POST", EVENTS, 429, "too_many_requests")))
                .containsExactly("Retry-After is missing");
        assertThat(
                        api.problems(
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
    void acceptsTheHeaderNamesOfApiGateway() {
        Map<String, List<String>> headers =
                Map.of(
                        "Content-Type",
                        List.of("application/problem+json"),
                        "x-amzn-Remapped-WWW-Authenticate",
                        List.of("Bearer"));

        assertThat(
                        api.problems(
                                new ApiExchange(
                                        "GET", "/me", 401, headers, body(401, "unauthenticated"))))
                .isEmpty();
        assertThat(api.problems(problem("GET", "/me", 401, "unauthenticated"))).hasSize(1);
    }

    @Test
    void acceptsTheProblemsOfAnyRequest() {
        for (ApiExchange seen :
                List.of(
                        problem("POST", EVENTS, 403, "origin_refused"),
                        problem("POST", EVENTS, 500, "internal"),
                        problem("GET", "/me", 429, "too_many_requests"),
                        problem("GET", "/nothing", 404, "not_found"),
                        problem("PUT", "/me", 405, "method_not_allowed"),
                        new ApiExchange("OPTIONS", "/me", 204, Map.of(), ""))) {
            assertThat(api.problems(seen)).isEmpty();
            assertThat(api.nameOf(seen)).isEmpty();
        }
    }

    @Test
    void refusesUndeclaredResponses() {
        for (ApiExchange seen :
                List.of(
                        problem("POST", EVENTS, 403, "no_attempts"),
                        problem("POST", EVENTS, 502, "internal"),
                        new ApiExchange("POST", EVENTS, 204, Map.of(), "{}"),
                        new ApiExchange("POST", EVENTS, 200, Map.of(), ""),
                        new ApiExchange("GET", "/nothing", 200, Map.of(), ""),
                        new ApiExchange("PUT", "/me", 204, Map.of(), ""),
                        new ApiExchange("GET", "/health", 200, PROBLEM, "{}"))) {
            assertThat(api.problems(seen)).as(seen.toString()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 502})
    void failsOnAnUndeclaredResponse(int status) {
        assertThatThrownBy(
                        () ->
                                new SeenAnswers(api)
                                        .note(
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
