package com.ieltsaiprep.api.platform.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

class CorsTest {
    private final Cors cors =
            new Cors(
                    Set.of(
                            "https://ieltsaiprep.com",
                            "capacitor://localhost",
                            "https://localhost"));

    @ParameterizedTest
    @ValueSource(
            strings = {"https://ieltsaiprep.com", "capacitor://localhost", "https://localhost"})
    void allowsConfiguredOrigins(String origin) {
        Request request = from("POST", List.of(origin));

        assertThat(cors.refuses(request)).isFalse();
        assertThat(cors.withHeaders(request, Response.noContent()).headers())
                .containsEntry("Access-Control-Allow-Origin", List.of(origin))
                .containsEntry("Vary", List.of("Origin"))
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "http://ieltsaiprep.com",
                "https://ieltsaiprep.com.evil.example",
                "https://evil-ieltsaiprep.com",
                "https://ieltsaiprep.com:8443",
                "https://www.ieltsaiprep.com",
                "https://IELTSAIPREP.com",
                "https://ieltsaiprep.com/",
                "https://ieltsaiprep.com https://evil.example",
                "http://localhost",
                "ionic://localhost",
            })
    void refusesOtherOrigins(String origin) {
        for (String method : List.of("POST", "PATCH", "DELETE", "OPTIONS", "TRACE")) {
            assertThat(cors.refuses(from(method, List.of(origin)))).as(method).isTrue();
        }
        assertThat(cors.refuses(from("GET", List.of(origin)))).isFalse();
        assertThat(cors.refuses(from("HEAD", List.of(origin)))).isFalse();
        assertThat(cors.withHeaders(from("GET", List.of(origin)), Response.noContent()).headers())
                .isEqualTo(Map.of("Vary", List.of("Origin")));
    }

    @Test
    void refusesMultipleOriginHeaders() {
        Request request = from("POST", List.of("https://ieltsaiprep.com", "https://evil.example"));

        assertThat(cors.refuses(request)).isTrue();
        assertThat(cors.withHeaders(request, Response.noContent()).headers())
                .containsOnlyKeys("Vary");
    }

    @Test
    void allowsRequestsWithoutOrigin() {
        Request request =
                new Request("POST", "/", Map.of(), Map.of(), Map.of(), new byte[0], "", "");

        assertThat(cors.refuses(request)).isFalse();
        assertThat(cors.withHeaders(request, Response.noContent()).headers())
                .containsOnlyKeys("Vary");
    }

    @Test
    void returnsMethodsOfPathInPreflight() {
        Request request = from("OPTIONS", List.of("https://ieltsaiprep.com"));

        assertThat(
                        cors.withHeaders(
                                        request, Response.noContent().with("Allow", "GET, OPTIONS"))
                                .headers())
                .containsEntry("Access-Control-Allow-Methods", List.of("GET, OPTIONS"))
                .containsEntry(
                        "Access-Control-Allow-Headers",
                        List.of("Authorization, Content-Type, Idempotency-Key"))
                .containsEntry("Access-Control-Max-Age", List.of("7200"));
    }

    private static Request from(String method, List<String> origins) {
        return new Request(
                method, "/", Map.of(), Map.of("origin", origins), Map.of(), new byte[0], "", "");
    }
}
