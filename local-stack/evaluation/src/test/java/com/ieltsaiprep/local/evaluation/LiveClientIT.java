package com.ieltsaiprep.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelReply;
import com.ieltsaiprep.common.marking.ModelRequest;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class LiveClientIT {
    private static final String REPLY =
            """
            {"output":{"message":{"role":"assistant","content":[{"text":"prose"},{"toolUse":\
            {"toolUseId":"t","name":"mark","input":{"evidence":[{"quote":"q"}],"limit":null,\
            "share":0.5,"band":6}}}]}},"stopReason":"tool_use",\
            "usage":{"inputTokens":11,"outputTokens":7,"totalTokens":18},\
            "metrics":{"latencyMs":5}}\
            """;

    private HttpServer bedrock;
    private LiveClient client;
    private volatile int status = 200;
    private volatile String error = "";
    private volatile String body = REPLY;
    private volatile String path = "";
    private volatile String received = "";

    @BeforeEach
    void start() throws IOException {
        bedrock = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bedrock.createContext(
                "/",
                exchange -> {
                    path = exchange.getRequestURI().getRawPath();
                    received =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    if (status != 200) {
                        exchange.getResponseHeaders().add("x-amzn-ErrorType", error);
                    }
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        bedrock.start();
        client =
                new LiveClient(
                        BedrockRuntimeClient.builder()
                                .region(Region.US_EAST_1)
                                .endpointOverride(
                                        URI.create(
                                                "http://localhost:"
                                                        + bedrock.getAddress().getPort()))
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(
                                                AwsBasicCredentials.create("id", "key")))
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .overrideConfiguration(
                                        config ->
                                                config.retryStrategy(retry -> retry.maxAttempts(1)))
                                .build());
    }

    @AfterEach
    void stop() {
        client.close();
        bedrock.stop(0);
    }

    @Test
    void forcesTheToolAndKeepsTheOrderOfItsProperties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : List.of("evidence", "checklist", "limiting_factor", "band")) {
            properties.put(name, Map.of("type", "string"));
        }
        call("eu.amazon.nova-micro-v1:0", Map.of("type", "object", "properties", properties));

        assertThat(path).isEqualTo("/model/eu.amazon.nova-micro-v1%3A0/converse");
        assertThat(received)
                .contains("\"toolChoice\":{\"tool\":{\"name\":\"mark\"}}")
                .contains("\"temperature\":0")
                .contains("\"maxTokens\":100")
                .contains("{\"inferenceConfig\":{\"topK\":1}}")
                .contains("\"system\":[{\"text\":\"instructions\"}]")
                .containsSubsequence("evidence", "checklist", "limiting_factor", "\"band\"");
    }

    @Test
    void asksEachFamilyForTheLikeliestAnswerInItsOwnWay() {
        call("eu.anthropic.model", Map.of("type", "object"));
        assertThat(received).contains("\"top_k\":1").doesNotContain("topK");

        call("other.model", Map.of("type", "object"));
        assertThat(received).doesNotContain("top_k", "topK");
    }

    @Test
    void aReplyWithoutContentIsEmpty() {
        body = "{\"stopReason\":\"content_filtered\"}";

        assertThat(call("m", Map.of("type", "object")))
                .extracting(result -> ((CallResult.Replied) result).reply())
                .isEqualTo(new ModelReply("content_filtered", List.of(), 0, 0));
    }

    @Test
    void readsTheReplyInPlainValues() {
        CallResult result = call("m", Map.of("type", "object"));

        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("evidence", List.of(Map.of("quote", "q")));
        input.put("limit", null);
        input.put("share", 0.5);
        input.put("band", 6L);
        assertThat(result).isInstanceOf(CallResult.Replied.class);
        assertThat(((CallResult.Replied) result).reply())
                .isEqualTo(
                        new ModelReply(
                                "tool_use",
                                List.of(
                                        new ModelReply.Block.Text("prose"),
                                        new ModelReply.Block.ToolUse("mark", input)),
                                11,
                                7));
        assertThat(((CallResult.Replied) result).isRecorded()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "429, ThrottlingException, THROTTLED",
        "408, ModelTimeoutException, TIMED_OUT",
        "400, ValidationException, REFUSED",
        "500, InternalServerException, UNAVAILABLE",
        "503, ServiceUnavailableException, UNAVAILABLE"
    })
    void errorsOfACallAreItsFailure(int code, String type, ModelFailure failure) {
        fail(code, type);

        assertThat(call("m", Map.of("type", "object"))).isEqualTo(new CallResult.Failed(failure));
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDeniedException, no access to m",
        "404, ResourceNotFoundException, no access to m",
        "403, UnrecognizedClientException, does not accept the credentials",
        "403, ExpiredTokenException, does not accept the credentials"
    })
    void errorsOfTheAccountEndTheEvaluation(int code, String type, String message) {
        fail(code, type);

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> call("m", Map.of("type", "object")))
                .withMessageContaining(message);
    }

    private void fail(int code, String type) {
        status = code;
        error = type;
        body = "{\"message\":\"no\"}";
    }

    private CallResult call(String model, Map<String, Object> schema) {
        return client.call(
                new ModelRequest("id", model, "instructions", "{}", "mark", schema, 100), 1);
    }
}
