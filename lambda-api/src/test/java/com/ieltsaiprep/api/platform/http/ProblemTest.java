package com.ieltsaiprep.api.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.api.platform.http.Problem.FieldError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class ProblemTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void writesProblemDocumentOfEachType(ProblemType type) throws Exception {
        Response response = Problem.of(type, "Do it so.").toResponse("request-1");

        assertThat(response.status()).isEqualTo(type.status()).isBetween(400, 599);
        assertThat(response.headers())
                .containsEntry("Content-Type", List.of("application/problem+json"));
        assertThat(JSON.readTree(response.body()))
                .isEqualTo(
                        JSON.createObjectNode()
                                .put("type", "https://ieltsaiprep.com/problems/" + type.slug())
                                .put("title", type.title())
                                .put("status", type.status())
                                .put("detail", "Do it so.")
                                .put("request_id", "request-1"));
        assertThat(response.headers().containsKey("WWW-Authenticate"))
                .isEqualTo(type.status() == 401);
        assertThat(type.slug()).matches("[a-z_]+");
        assertThat(type.title()).isNotBlank();
    }

    @Test
    void listsFieldErrors() throws Exception {
        String body =
                Problem.invalid(List.of(new FieldError("consent.terms_version", "must be a date")))
                        .toResponse("1")
                        .body();

        assertThat(JSON.readTree(body).path("errors"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                [{"field": "consent.terms_version", "detail": "must be a date"}]
                                """));
    }

    @Test
    void writesExtensionMembersAndHeaders() {
        Problem problem =
                new Problem(
                        ProblemType.WRONG_REGION,
                        "Ask there.",
                        List.of(),
                        Map.of("address", "https://api-us.example"),
                        Map.of("X-Test", "1"));

        assertThat(problem.toResponse("1").body())
                .contains("\"address\":\"https://api-us.example\"");
        assertThat(problem.toResponse("1").headers()).containsEntry("X-Test", List.of("1"));
    }

    @Test
    void roundsRetryAfterUpToAtLeastOneSecond() {
        assertThat(retryAfter(Duration.ofMillis(3_200))).isEqualTo("4");
        assertThat(retryAfter(Duration.ofSeconds(3))).isEqualTo("3");
        assertThat(retryAfter(Duration.ZERO)).isEqualTo("1");
        assertThat(retryAfter(Duration.ofSeconds(-5))).isEqualTo("1");
    }

    @Test
    void omitsPersonalDataFromExceptionMessage() {
        ProblemException thrown =
                Problem.of(ProblemType.CODE_INVALID, "an@example.com").exception();

        assertThat(thrown).hasMessage("code_invalid").hasNoCause();
        assertThat(thrown.getStackTrace()).isEmpty();
    }

    private static String retryAfter(Duration after) {
        return Problem.retryable(ProblemType.UNAVAILABLE, "Wait.", after)
                .headers()
                .getOrDefault("Retry-After", "");
    }
}
