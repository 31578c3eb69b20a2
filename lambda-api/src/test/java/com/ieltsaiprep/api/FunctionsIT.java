package com.ieltsaiprep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.api.openapi.ApiExchange;
import com.ieltsaiprep.api.openapi.OpenApi.Operation;
import com.ieltsaiprep.api.openapi.OpenApiResponses;
import com.ieltsaiprep.api.platform.lambda.FunctionCalls;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.SettingsException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import redis.embedded.RedisServer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Tests of the wired functions: response of each operation while DynamoDB is unavailable. */
class FunctionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "us." + "a".repeat(43);
    private static final String JSON_TYPE = "application/json";
    private static final Duration REDIS_RECOVERY_TIMEOUT = Duration.ofSeconds(12);

    private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
    private static RedisServer redis;
    private static FailingDynamoServer dynamodb;
    private static Functions functions;

    /** Functions whose rate limiter has refused requests. */
    private static Functions limited;

    private static FunctionCalls speechInIreland;

    private record Functions(FunctionCalls auth, FunctionCalls speech, FunctionCalls writing) {
        static Functions with(Map<String, String> environment) {
            return new Functions(
                    new FunctionCalls(new AuthFunction(environment::get)),
                    new FunctionCalls(new SpeechFunction(environment::get)),
                    new FunctionCalls(new WritingFunction(environment::get)));
        }

        FunctionCalls of(Operation operation) {
            if (operation.path().startsWith("/api/")) {
                return speech;
            }
            return operation.path().matches("/(assess|writing).*") ? writing : auth;
        }
    }

    @BeforeAll
    static void startFunctionsInVirginia() throws IOException {
        int port = freePort();
        redis =
                RedisServer.newRedisServer()
                        .port(port)
                        .setting("bind 127.0.0.1")
                        .setting("save \"\"")
                        .build();
        redis.start();
        dynamodb = new FailingDynamoServer();
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamodb.url());
        environment.put("MARKING_SECRET", Base64.getEncoder().encodeToString(new byte[32]));
        environment.put("ELASTICACHE_CLUSTER", "127.0.0.1:" + port);
        PrintStream out = System.out;
        System.setOut(new PrintStream(LOG, true, StandardCharsets.UTF_8));
        functions = Functions.with(environment);
        limited = Functions.with(environment);
        environment.put("AWS_REGION", "eu-west-1");
        speechInIreland = new FunctionCalls(new SpeechFunction(environment::get));
        System.setOut(out);
        storeSession();
    }

    private static RedisClient redisClient() {
        return RedisClient.forRequiredData(
                new RedisAddress("127.0.0.1", redis.ports().getFirst(), false, "", ""),
                () -> {
                    throw new AssertionError("no TLS here");
                },
                () -> 0);
    }

    private static void storeSession() {
        try (RedisClient client = redisClient()) {
            Instant now = Instant.now();
            String grant =
                    """
                    {"user_id":"0b9f2a64-8a5e-4f6c-9d57-6f6f3b0f8a11","family_id":"us.%s",
                     "signed_in_at":%d,"expires_at":%d}
                    """
                            .formatted(
                                    "b".repeat(22),
                                    now.toEpochMilli(),
                                    now.plus(Duration.ofHours(1)).getEpochSecond());
            client.setExpiring("session:" + TokenGenerator.hash(TOKEN), 3_600, grant);
        }
    }

    @AfterAll
    static void stopServers() throws IOException {
        redis.stop();
        dynamodb.close();
    }

    static Stream<Operation> allOperations() {
        return OpenApiResponses.api().operations().stream();
    }

    static Stream<Operation> authenticatedOperations() {
        return allOperations().filter(Operation::isPersonal);
    }

    static Stream<Operation> operationsWithBody() {
        return allOperations().filter(Operation::hasBody);
    }

    @ParameterizedTest
    @MethodSource("allOperations")
    void routesEveryOperation(Operation operation) {
        JsonNode response = functions.of(operation).send("OPTIONS", path(operation), Map.of());

        assertThat(response.at("/statusCode").intValue()).isEqualTo(204);
        assertThat(FunctionCalls.header(response, "Allow").split(", ")).contains(method(operation));
    }

    @ParameterizedTest
    @MethodSource("authenticatedOperations")
    void refusesUnauthenticatedRequest(Operation operation) {
        JsonNode response = send(operation, headers(JSON_TYPE, ""), body(operation));

        assertThat(response.at("/statusCode").intValue()).isEqualTo(401);
        assertThat(problem(response)).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void validatesBodyOfEveryOperation(Operation operation) {
        String large = "{" + " ".repeat(1_024 * 1_024) + "}";
        assertThat(statusWithRedis(functions, operation, JSON_TYPE, large)).isEqualTo(413);
        assertThat(statusWithRedis(functions, operation, "text/plain", "{}")).isEqualTo(415);
        assertThat(statusWithRedis(functions, operation, JSON_TYPE, "[]")).isEqualTo(400);
        String deep = "{\"a\":".repeat(2_000);
        assertThat(statusWithRedis(functions, operation, JSON_TYPE, deep)).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("allOperations")
    void appliesRateLimitOfOperation(Operation operation) {
        boolean isLimited =
                operation.responses().containsKey(429)
                        // The polling interval of this operation is stored with the sign-in.
                        && !operation.name().equals("POST /auth/qr-session");
        dynamodb.isAtLimit = true;

        int status =
                isLimited
                        ? statusWithRedis(limited, operation, JSON_TYPE, body(operation))
                        : status(limited, operation, JSON_TYPE, body(operation));

        dynamodb.isAtLimit = false;
        assertThat(status == 429).isEqualTo(isLimited);
    }

    @ParameterizedTest
    @MethodSource("allOperations")
    void returnsUnavailableOrDegradesWithoutDynamoDb(Operation operation) {
        int status = status(operation, JSON_TYPE, body(operation));

        switch (operation.name()) {
            case "GET /config" -> assertThat(status).isEqualTo(200);
            case "POST /client-events" -> assertThat(status).isEqualTo(204);
            default -> assertThat(status).isEqualTo(503);
        }
    }

    @Test
    void redirectsTicketRequestsToVirginia() {
        Operation operation =
                allOperations()
                        .filter(it -> it.path().startsWith("/api/"))
                        .findFirst()
                        .orElseThrow();
        JsonNode response =
                speechInIreland.send(
                        "POST",
                        operation.path(),
                        headers(JSON_TYPE, TOKEN),
                        body(operation).getBytes(StandardCharsets.UTF_8));
        observe(operation, response);

        assertThat(response.at("/statusCode").intValue()).isEqualTo(421);
        assertThat(response.at("/body").textValue()).contains("https://api-us.ieltsaiprep.com");
    }

    @Test
    void marksEndOfConversationsOnDirectInvocationOfSpeech() {
        FunctionCalls speech = functions.speech();
        String event = "{\"end_conversations\":{\"id\":\"%s\",\"signed_in_before\":7}}";

        assertThat(new String(speech.raw(event.formatted("anna")), StandardCharsets.UTF_8))
                .isEqualTo("{\"done\":true}");
        speech.send(
                "POST",
                "/api/nova-sonic/sessions",
                headers(JSON_TYPE, TOKEN),
                event.formatted("eve").getBytes(StandardCharsets.UTF_8));

        try (RedisClient client = redisClient()) {
            assertThat(client.get("ended:anna")).contains("7");
            assertThat(client.get("ended:eve")).isEmpty();
        }
        assertThatThrownBy(() -> speech.raw("{\"end_conversations\":{\"id\":\"anna\"}}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void logsNoPersonalDataOfRequests() {
        allOperations()
                .forEach(operation -> send(operation, headers(JSON_TYPE, TOKEN), body(operation)));
        String log = LOG.toString(StandardCharsets.UTF_8);

        List<String> sent = new ArrayList<>(List.of(TOKEN, "203.0.113.7"));
        allOperations().forEach(operation -> texts(body(operation)).forEach(sent::add));
        assertThat(sent).contains("an@example.com", "seven green lanterns");
        assertThat(log).contains("\"route\":\"POST /auth/sign-in\"");
        assertThat(sent.stream().filter(text -> text.length() > 3 && log.contains(text)))
                // These values are not personal data.
                .containsExactlyInAnyOrder("us-east-1", "first_word", "1.0.0");
    }

    @Test
    void reportsEveryInvalidEnvironmentVariable() {
        Map<String, String> invalid =
                Map.of("AWS_REGION", "mars-1", "STAGE", "P R O D", "CORS_ORIGIN", "*");

        assertThatThrownBy(() -> new AuthFunction(invalid::get))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("AWS_REGION", "STAGE", "CORS_ORIGIN");
    }

    private static int status(Operation operation, String type, String body) {
        return status(functions, operation, type, body);
    }

    private static int status(Functions target, Operation operation, String type, String body) {
        return send(target, operation, headers(type, TOKEN), body).at("/statusCode").intValue();
    }

    /**
     * Repeats the request while Redis, slower than 50 ms, is skipped for 5 s by the circuit
     * breaker.
     */
    private static int statusWithRedis(
            Functions target, Operation operation, String type, String body) {
        long deadline = System.nanoTime() + REDIS_RECOVERY_TIMEOUT.toNanos();
        int status = status(target, operation, type, body);
        while (status == 503 && System.nanoTime() < deadline) {
            status = status(target, operation, type, body);
        }
        return status;
    }

    private static JsonNode send(Operation operation, Map<String, String> headers, String body) {
        return send(functions, operation, headers, body);
    }

    private static JsonNode send(
            Functions target, Operation operation, Map<String, String> headers, String body) {
        JsonNode response =
                body.isEmpty()
                        ? target.of(operation).send(method(operation), path(operation), headers)
                        : target.of(operation)
                                .send(
                                        method(operation),
                                        path(operation),
                                        headers,
                                        body.getBytes(StandardCharsets.UTF_8));
        observe(operation, response);
        return response;
    }

    private static void observe(Operation operation, JsonNode response) {
        Map<String, List<String>> headers = new HashMap<>();
        response.path("multiValueHeaders")
                .properties()
                .forEach(
                        header ->
                                headers.put(
                                        header.getKey(),
                                        StreamSupport.stream(header.getValue().spliterator(), false)
                                                .map(JsonNode::textValue)
                                                .toList()));
        OpenApiResponses.observe(
                new ApiExchange(
                        method(operation),
                        path(operation),
                        response.at("/statusCode").intValue(),
                        headers,
                        response.at("/body").textValue()));
    }

    private static String method(Operation operation) {
        return operation.name().split(" ", 2)[0];
    }

    private static String path(Operation operation) {
        return operation
                .path()
                .replace("{token}", "VBCF-GHJK")
                .replace("{assessment_id}", "019ad9c2-7f3e-7a61-9c1b-5d2e8f0a4b3c");
    }

    private static Map<String, String> headers(String type, String token) {
        return token.isEmpty()
                ? Map.of("Content-Type", type)
                : Map.of("Content-Type", type, "Authorization", "Bearer " + token);
    }

    /** Returns the example body of the OpenAPI document. */
    private static String body(Operation operation) {
        return operation.example().map(JsonNode::toString).orElse("");
    }

    private static String problem(JsonNode response) {
        return response.at("/body").textValue().replaceFirst("(?s).*/problems/([a-z_]+)\".*", "$1");
    }

    private static Stream<String> texts(String body) {
        try {
            List<String> texts = new ArrayList<>();
            collect(JSON.readTree(body.isEmpty() ? "{}" : body), texts);
            return texts.stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> collect(child, texts));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
