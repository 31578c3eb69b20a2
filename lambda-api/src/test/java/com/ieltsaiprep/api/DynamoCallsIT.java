package com.ieltsaiprep.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.api.platform.lambda.FunctionCalls;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** How often a request asks DynamoDB, each time a few milliseconds and a charge. */
class DynamoCallsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "eu." + "a".repeat(43);
    private static final String USER = "0b9f2a64-8a5e-4f6c-9d57-6f6f3b0f8a11";
    private static final String SESSION =
            """
            {"Item":{"session_id":{"S":"access#%s"},"user_id":{"S":"%s"},
             "family_id":{"S":"eu.%s"},"signed_in_at":{"N":"1795000000000"},
             "expires_at":{"N":"99999999999"}}}
            """
                    .formatted(TokenGenerator.hash(TOKEN), USER, "b".repeat(22));
    private static final String FAMILY_ID = "eu." + "b".repeat(22);
    private static final String REFRESH_TOKEN = FAMILY_ID + "." + "c".repeat(43);
    private static final String FAMILY =
            """
            {"Item":{"session_id":{"S":"family#%s"},"user_id":{"S":"%s"},"device":{"S":""},
             "signed_in_at":{"N":"1795000000000"},"rotated_at":{"N":"9999999999999"},
             "current":{"L":[{"S":"%s"}]},"previous":{"L":[]},"access":{"L":[]},
             "change_count":{"N":"0"},"expires_at":{"N":"99999999999"}}}
            """
                    .formatted(FAMILY_ID, USER, TokenGenerator.hash(REFRESH_TOKEN));
    private static final String USERS = "ielts-genai-prep-users-dev";
    private static final String PURCHASES = "ielts-genai-prep-purchases-dev";
    private static final String ATTEMPTS =
            """
            {"user_id":{"S":"%s"},"entry_id":{"S":"entitlement#academic_speaking"},
             "attempts":{"N":"3"}}
            """
                    .formatted(USER);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<String> throttled = new HashSet<>();
    private long validAfter = 1_794_000_000_000L;
    private HttpServer dynamodb;
    private FunctionCalls auth;

    @BeforeEach
    void aFunctionInIrelandWithoutRedis() throws IOException {
        dynamodb = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dynamodb.createContext("/", this::answer);
        dynamodb.start();
        Map<String, String> environment =
                Map.of(
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_ENDPOINT_URL_DYNAMODB",
                                "http://127.0.0.1:" + dynamodb.getAddress().getPort(),
                        "ELASTICACHE_CLUSTER", "127.0.0.1:1");
        auth = new FunctionCalls(new AuthFunction(environment::get));
    }

    @AfterEach
    void isStopped() {
        dynamodb.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String table = request.path("TableName").asText().replaceFirst("ielts-genai-prep-", "");
        String call = target.substring(target.indexOf('.') + 1) + " " + table;
        asked.add(call);
        String item =
                switch (call) {
                    case "GetItem sessions-dev" ->
                            request.at("/Key/session_id/S").asText().startsWith("family#")
                                    ? FAMILY
                                    : SESSION;
                    case "UpdateItem sessions-dev" -> "{\"Attributes\":{\"hits\":{\"N\":\"1\"}}}";
                    case "TransactWriteItems " -> "{}";
                    case "BatchGetItem " -> accountAndAttempts();
                    default -> throw new IOException("nobody should ask for " + call);
                };
        byte[] answer = item.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String accountAndAttempts() {
        String account =
                """
                {"user_id":{"S":"%s"},"email":{"S":"an@example.com"},
                 "age_confirmed_at":{"N":"1794000000000"},"created_at":{"N":"1794000000000"},
                 "sessions_valid_after":{"N":"%d"},
                 "consents":{"L":[{"M":{"terms_version":{"S":"2026-11-01"},
                                        "consented_at":{"N":"1794000000000"}}}]}}
                """
                        .formatted(USER, validAfter);
        Map<String, String> tables = Map.of(USERS, account, PURCHASES, ATTEMPTS);
        String responses =
                tables.entrySet().stream()
                        .filter(table -> !throttled.contains(table.getKey()))
                        .map(table -> "\"%s\":[%s]".formatted(table.getKey(), table.getValue()))
                        .collect(Collectors.joining(","));
        String unprocessed =
                throttled.stream()
                        .map("\"%s\":{\"Keys\":[{\"user_id\":{\"S\":\"x\"}}]}"::formatted)
                        .collect(Collectors.joining(","));
        return "{\"Responses\":{%s},\"UnprocessedKeys\":{%s}}".formatted(responses, unprocessed);
    }

    private JsonNode me() {
        return auth.answer("GET", "/me", Map.of("Authorization", "Bearer " + TOKEN));
    }

    @Test
    void aProfileTakesTwoReads() {
        JsonNode answer = me();

        assertThat(answer.at("/statusCode").intValue()).isEqualTo(200);
        assertThat(answer.at("/body").textValue()).contains("\"academic_speaking\":3");
        assertThat(asked).containsExactly("GetItem sessions-dev", "BatchGetItem ");
    }

    @Test
    void goingOnWithASignInTakesAsManyAndTwoWrites() {
        JsonNode answer =
                auth.answer(
                        "POST",
                        "/auth/refresh",
                        Map.of("Content-Type", "application/json"),
                        "{\"refresh_token\":\"%s\"}"
                                .formatted(REFRESH_TOKEN)
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(answer.at("/statusCode").intValue()).isEqualTo(200);
        assertThat(asked)
                .containsExactly(
                        "UpdateItem sessions-dev",
                        "GetItem sessions-dev",
                        "BatchGetItem ",
                        "TransactWriteItems ");
    }

    @Test
    void whatIsReadOnceStillSaysWhetherTheSignInIsGood() {
        validAfter = 1_795_000_000_001L;

        assertThat(me().at("/statusCode").intValue()).isEqualTo(401);
        assertThat(asked).containsExactly("GetItem sessions-dev", "BatchGetItem ");
    }

    @Test
    void whoseAttemptsAreThrottledIsShownWithoutThem() {
        throttled.add(PURCHASES);

        JsonNode answer = me();

        assertThat(answer.at("/statusCode").intValue()).isEqualTo(200);
        assertThat(answer.at("/body").textValue())
                .contains("an@example.com")
                .doesNotContain("attempts");
    }

    @Test
    void whoseAccountIsThrottledIsAskedToComeBack() {
        throttled.add(USERS);

        JsonNode answer = me();

        assertThat(answer.at("/statusCode").intValue()).isEqualTo(503);
        assertThat(FunctionCalls.header(answer, "Retry-After")).isNotEmpty();
    }
}
