package com.ieltsaiprep.api.platform.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.api.platform.http.Endpoint;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.log.Log;
import com.ieltsaiprep.api.platform.log.RequestLog;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ProxyFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALLOWED_ORIGIN = "https://www.example.com";
    private static final String SECRET = "s".repeat(32);
    private static final byte[] BODY = {0, (byte) 0xFF, 'a', (byte) 0xC3, (byte) 0xA9};

    private final List<Request> requests = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private @Nullable String trace;
    private long nowUs;
    private Endpoint endpoint = _ -> Response.json(200, Map.of("name", "Änne 😀"));
    private final FunctionCalls calls =
            new FunctionCalls(
                    new ProxyFunction(
                            List.of(
                                    new Route("GET", "/me", this::handle),
                                    new Route("POST", "/auth/{what}", this::handle)),
                            new CloudFront(Set.of(SECRET, "o".repeat(32))),
                            Set.of(ALLOWED_ORIGIN),
                            new RequestLog(
                                    new Log(
                                            new PrintStream(printed, true, StandardCharsets.UTF_8),
                                            () -> Instant.parse("2026-11-20T14:00:00Z"),
                                            Map.of("function", "auth", "region", "eu-west-1")),
                                    () -> trace),
                            () -> nowUs += 2_500,
                            UncheckedIOException.class::isInstance));

    private Response handle(Request request) {
        requests.add(request);
        return endpoint.handle(request);
    }

    @Test
    void readsRequestOfEvent() {
        ObjectNode event =
                FunctionCalls.event("POST", "/auth/x%20y", Map.of("X-Test", "1", "x-TEST", "2"))
                        .put("body", Base64.getEncoder().encodeToString(BODY))
                        .put("isBase64Encoded", true);
        event.withArray("/multiValueHeaders/X-Test").add("3");
        event.putObject("multiValueQueryStringParameters").putArray("q").add("a b").add("c");

        calls.send(event);

        Request request = requests.getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/auth/x%20y");
        assertThat(request.parameter("what")).isEqualTo("x y");
        assertThat(request.headers()).containsOnlyKeys("x-test");
        assertThat(request.headers().get("x-test")).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(request.query()).isEqualTo(Map.of("q", List.of("a b", "c")));
        assertThat(request.body()).isEqualTo(BODY);
        assertThat(request.id()).isEqualTo(FunctionCalls.ID);
        assertThat(request.sourceIp()).isEqualTo("203.0.113.7");
    }

    @Test
    void readsViewerAddressFromOwnDistribution() {
        calls.send(
                "GET",
                "/me",
                Map.of(
                        "X-Origin-Secret", SECRET,
                        "CloudFront-Viewer-Address", "198.51.100.10:46532",
                        "CloudFront-Viewer-Country", "VN"));

        assertThat(requests.getFirst().sourceIp()).isEqualTo("198.51.100.10");
        assertThat(requests.getFirst().headers())
                .containsEntry("cloudfront-viewer-country", List.of("VN"))
                .doesNotContainKey("x-origin-secret");
    }

    @Test
    void ignoresHeadersOfOtherDistribution() {
        calls.send(
                "GET",
                "/me",
                Map.of(
                        "X-Origin-Secret", SECRET + "s",
                        "CloudFront-Viewer-Address", "198.51.100.10:46532",
                        "CloudFront-Viewer-Country", "VN"));

        assertThat(requests.getFirst().sourceIp()).isEqualTo("203.0.113.7");
        assertThat(requests.getFirst().headers()).isEmpty();
    }

    @Test
    void readsUnencodedBodyAsText() {
        calls.send(FunctionCalls.event("POST", "/auth/x", Map.of()).put("body", "é"));

        assertThat(requests.getFirst().body()).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsEventWithMissingFields() {
        assertThat(status("{\"httpMethod\":\"GET\",\"path\":\"/me\"}")).isEqualTo(200);
        assertThat(requests.getFirst().id()).isEqualTo("lambda-1");
        assertThat(status("{}")).isEqualTo(404);
        assertThat(
                        status(
                                """
                                {"httpMethod":"GET","path":"/me","body":null,
                                 "headers":{"A":"1","B":null},"multiValueHeaders":null,
                                 "requestContext":null,"isBase64Encoded":null}
                                """))
                .isEqualTo(200);
        assertThat(requests.getLast().headers())
                .isEqualTo(Map.of("a", List.of("1"), "b", List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 4_000, 10_240})
    void acceptsLongHeaderAndParameterNames(int length) {
        String name = "n".repeat(length);
        ObjectNode event = FunctionCalls.event("GET", "/me", Map.of(name, "1"));
        event.putObject("queryStringParameters").put(name, "2");
        event.putObject("multiValueQueryStringParameters").putArray(name).add("2");

        assertThat(calls.send(event).at("/statusCode").intValue()).isEqualTo(200);
        assertThat(requests.getFirst().headers()).containsEntry(name, List.of("1"));
        assertThat(requests.getFirst().query()).containsEntry(name, List.of("2"));
    }

    @Test
    void returnsBadRequestAndLogsUnreadableEvent() {
        String name = "hunter2".repeat(10_000);

        JsonNode response = calls.send("GET", "/me", Map.of(name, "1"));

        assertThat(response.at("/statusCode").intValue()).isEqualTo(400);
        assertThat(response.at("/body").textValue())
                .contains("/problems/invalid_request", "\"request_id\":\"lambda-1\"");
        assertThat(FunctionCalls.header(response, "X-Request-Id")).isEqualTo("lambda-1");
        assertThat(FunctionCalls.header(response, "Content-Type"))
                .isEqualTo("application/problem+json");
        assertThat(FunctionCalls.header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(requests).isEmpty();
        assertThat(lines())
                .extracting(line -> line.at("/event").textValue())
                .containsExactly("request_unreadable", "request");
        assertThat(lines().getLast().at("/Status4xx").intValue()).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("hunter2");
        assertThat(status("{\"httpMethod\":")).isEqualTo(400);
    }

    @Test
    void refusesInvalidBase64Body() {
        JsonNode response =
                calls.send(
                        FunctionCalls.event("POST", "/auth/x", Map.of("Origin", ALLOWED_ORIGIN))
                                .put("body", "hunter2!")
                                .put("isBase64Encoded", true));

        assertThat(response.at("/statusCode").intValue()).isEqualTo(400);
        assertThat(response.at("/body").textValue())
                .contains("/problems/invalid_request", FunctionCalls.ID);
        assertThat(FunctionCalls.header(response, "X-Request-Id")).isEqualTo(FunctionCalls.ID);
        assertThat(FunctionCalls.header(response, "Access-Control-Allow-Origin"))
                .isEqualTo(ALLOWED_ORIGIN);
        assertThat(requests).isEmpty();
        assertThat(lines().getLast().at("/status").intValue()).isEqualTo(400);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }

    @Test
    void writesApiGatewayResponse() {
        JsonNode response = calls.send("GET", "/me", Map.of());

        assertThat(response.at("/statusCode").intValue()).isEqualTo(200);
        assertThat(response.at("/body").textValue()).isEqualTo("{\"name\":\"Änne 😀\"}");
        assertThat(response.at("/isBase64Encoded").booleanValue()).isFalse();
        assertThat(FunctionCalls.header(response, "Content-Type")).isEqualTo("application/json");
    }

    @Test
    void addsSecurityHeadersAndRequestIdToEveryResponse() {
        for (JsonNode response :
                List.of(
                        calls.send("GET", "/me", Map.of()),
                        calls.send("GET", "/nothing", Map.of()),
                        calls.send("PUT", "/me", Map.of()),
                        calls.send("OPTIONS", "/me", Map.of("Origin", ALLOWED_ORIGIN)),
                        calls.send("OPTIONS", "/me", Map.of("Origin", "https://evil.example")))) {
            assertThat(FunctionCalls.header(response, "Strict-Transport-Security"))
                    .startsWith("max-age=");
            assertThat(FunctionCalls.header(response, "X-Content-Type-Options"))
                    .isEqualTo("nosniff");
            assertThat(FunctionCalls.header(response, "Cache-Control")).isEqualTo("no-store");
            assertThat(FunctionCalls.header(response, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(FunctionCalls.header(response, "X-Frame-Options")).isEqualTo("DENY");
            assertThat(FunctionCalls.header(response, "Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; frame-ancestors 'none'");
            assertThat(FunctionCalls.header(response, "X-Request-Id")).isEqualTo(FunctionCalls.ID);
            assertThat(FunctionCalls.header(response, "Vary")).isEqualTo("Origin");
        }
    }

    @Test
    void keepsCacheControlOfEndpoint() {
        endpoint = _ -> Response.json(200, Map.of()).with("Cache-Control", "public, max-age=30");

        assertThat(FunctionCalls.header(calls.send("GET", "/me", Map.of()), "Cache-Control"))
                .isEqualTo("public, max-age=30");
    }

    @Test
    void returnsNoBodyForHead() {
        JsonNode response = calls.send("HEAD", "/me", Map.of());

        assertThat(response.at("/statusCode").intValue()).isEqualTo(200);
        assertThat(response.at("/body").textValue()).isEmpty();
    }

    @Test
    void returnsAndLogsNonFatalErrors() {
        for (Error error :
                List.of(new StackOverflowError("hunter2"), new NoClassDefFoundError("hunter2"))) {
            printed.reset();
            endpoint =
                    _ -> {
                        throw error;
                    };

            JsonNode response = calls.send("GET", "/me", Map.of());

            assertThat(response.at("/statusCode").intValue()).isEqualTo(500);
            assertThat(response.at("/body").textValue())
                    .contains("/problems/internal", FunctionCalls.ID);
            assertThat(lines().getFirst().at("/event").textValue()).isEqualTo("request_failed");
            assertThat(lines().getFirst().at("/fault").textValue())
                    .startsWith(error.getClass().getName());
        }
    }

    @Test
    void returnsAndLogsFailureWithoutMessage() {
        endpoint =
                _ -> {
                    throw new IllegalStateException(
                            "hunter2", new IllegalArgumentException("hunter2"));
                };

        JsonNode response = calls.send("GET", "/me", Map.of());

        assertThat(response.at("/statusCode").intValue()).isEqualTo(500);
        assertThat(response.at("/body").textValue())
                .contains("/problems/internal", FunctionCalls.ID)
                .doesNotContain("hunter2", "IllegalState");
        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst().at("/event").textValue()).isEqualTo("request_failed");
        assertThat(lines().getFirst().at("/request_id").textValue()).isEqualTo(FunctionCalls.ID);
        assertThat(lines().getFirst().at("/fault").textValue())
                .startsWith("java.lang.IllegalStateException at=");
        assertThat(lines().getFirst().at("/cause_1").textValue())
                .startsWith("java.lang.IllegalArgumentException at=");
        assertThat(lines().getLast().at("/route").textValue()).isEqualTo("GET /me");
        assertThat(lines().getLast().at("/Status5xx").intValue()).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }

    @Test
    void logsTraceId() {
        endpoint =
                _ -> {
                    throw new IllegalStateException();
                };
        trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        calls.send("GET", "/me", Map.of());
        assertThat(lines())
                .hasSize(2)
                .allSatisfy(
                        line ->
                                assertThat(line.at("/trace_id").textValue())
                                        .isEqualTo("1-5759e988-bd862e3fe1be46a994272793"));

        trace = "Root=\"}{\"";
        calls.send("GET", "/me", Map.of());
        trace = null;
        calls.send("GET", "/me", Map.of());
        assertThat(lines().subList(2, 6)).noneMatch(line -> line.has("trace_id"));
    }

    @Test
    void returnsRetryAfterOnTransientFailure() {
        endpoint =
                _ -> {
                    throw new UncheckedIOException(new IOException());
                };

        JsonNode response = calls.send("GET", "/me", Map.of());

        assertThat(response.at("/statusCode").intValue()).isEqualTo(503);
        assertThat(response.at("/body").textValue()).contains("/problems/unavailable");
        assertThat(FunctionCalls.header(response, "Retry-After")).isEqualTo("2");
    }

    @Test
    void refusesCrossOriginWrites() {
        JsonNode response = calls.send("POST", "/auth/x", Map.of("origin", "https://evil.example"));

        assertThat(response.at("/statusCode").intValue()).isEqualTo(403);
        assertThat(response.at("/body").textValue()).contains("/problems/origin_refused");
        assertThat(requests).isEmpty();
    }

    @Test
    void logsRequestWithoutPersonalData() {
        endpoint = _ -> new Response(429, Map.of(), "hunter2");

        calls.send("POST", "/auth/hunter2", Map.of("Authorization", "Bearer hunter2"), BODY);

        assertThat(lines()).hasSize(1);
        JsonNode line = lines().getFirst();
        assertThat(line.at("/time").textValue()).isEqualTo("2026-11-20T14:00:00Z");
        assertThat(line.at("/function").textValue()).isEqualTo("auth");
        assertThat(line.at("/route").textValue()).isEqualTo("POST /auth/{what}");
        assertThat(line.at("/status").intValue()).isEqualTo(429);
        assertThat(line.at("/ms").intValue()).isEqualTo(2);
        assertThat(line.at("/bytes").intValue()).isEqualTo(7);
        assertThat(line.at("/Latency").intValue()).isEqualTo(2);
        assertThat(line.at("/Status4xx").intValue()).isEqualTo(1);
        assertThat(line.at("/LimitHits").intValue()).isEqualTo(1);
        assertThat(line.toString()).doesNotContain("hunter2", "203.0.113.7");
    }

    @Test
    void logsFirstRequestAsColdStart() {
        calls.send("GET", "/me", Map.of());
        calls.send("GET", "/me", Map.of());

        assertThat(lines())
                .extracting(line -> line.at("/cold").booleanValue())
                .containsExactly(true, false);
        assertThat(lines()).extracting(line -> line.has("ColdStarts")).containsExactly(true, false);
    }

    @Test
    void returnsNothingForWarmingEvent() {
        assertThat(calls.raw("{\"warm\":true}")).isEmpty();
        assertThat(lines()).isEmpty();
        calls.send("GET", "/me", Map.of());
        assertThat(lines().getFirst().at("/cold").booleanValue()).isFalse();
    }

    private List<JsonNode> lines() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> parsed(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private int status(String event) {
        return parsed(calls.raw(event)).at("/statusCode").intValue();
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
