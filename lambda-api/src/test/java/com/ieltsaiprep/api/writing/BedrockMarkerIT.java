package com.ieltsaiprep.api.writing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.api.testing.TestHttpServer;
import com.ieltsaiprep.api.writing.MarkingModel.Answer;
import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelReply;
import com.ieltsaiprep.common.marking.ModelReply.Block;
import com.ieltsaiprep.common.marking.ModelRequest;
import com.sun.net.httpserver.HttpExchange;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Calls of Bedrock's Converse API by the real client, at a server of the test's. */
final class BedrockMarkerIT {
    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final String REPLY =
            """
            {"output":{"message":{"role":"assistant","content":[{"text":"Here it is."},
              {"toolUse":{"toolUseId":"t1","name":"mark_criterion",
                "input":{"evidence":[{"quote":"a b"}],"limiting_factor":null,"ok":true,
                  "share":0.5,"band":6}}}]}},
             "stopReason":"tool_use","usage":{"inputTokens":1200,"outputTokens":340,
             "totalTokens":1540},"metrics":{"latencyMs":700}}
            """;

    private final List<String> requests = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();
    private String error = "ThrottlingException";
    private String reply = REPLY;
    private boolean isSilent;
    private TestHttpServer server;
    private BedrockMarker marker;

    @BeforeEach
    void start() {
        server = new TestHttpServer(this::handle);
        marker =
                new BedrockMarker(
                        "eu-west-1",
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "s")),
                        server.address(),
                        Duration.ofMillis(20));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int status;
            synchronized (requests) {
                requests.add(
                        exchange.getRequestURI().getRawPath()
                                + " "
                                + new String(body, StandardCharsets.UTF_8));
                status = statuses.isEmpty() ? 200 : statuses.removeFirst();
            }
            if (isSilent) {
                server.awaitClose();
            }
            if (status != 200) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", error);
            }
            byte[] payload =
                    (status == 200 ? reply : "{\"message\":\"grandmother walks there\"}")
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, payload.length);
            exchange.getResponseBody().write(payload);
        }
    }

    private static ModelRequest request(String model) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : List.of("zeta", "evidence", "alpha", "band")) {
            properties.put(name, Map.of("type", "string"));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", List.of("zeta", "band"));
        return new ModelRequest(
                "r-1",
                model,
                "Mark it.",
                "{\"candidate_answer\":\"x\"}",
                "mark_criterion",
                schema,
                900);
    }

    private Answer ask() {
        return marker.ask(request("eu.amazon.nova-micro-v1:0"), BUDGET);
    }

    private void assertFailed(ModelFailure failure) {
        assertThat(ask()).isEqualTo(new Answer.Failed(failure));
    }

    @Test
    void forcesToolAndAsksForMostLikelyAnswer() throws IOException {
        ask();

        String[] sent = requests.getFirst().split(" ", 2);
        assertThat(sent[0]).isEqualTo("/model/eu.amazon.nova-micro-v1%3A0/converse");
        JsonNode body = new ObjectMapper().readTree(sent[1]);
        assertThat(body.at("/system/0/text").asText()).isEqualTo("Mark it.");
        assertThat(body.at("/messages/0/content/0/text").asText())
                .isEqualTo("{\"candidate_answer\":\"x\"}");
        assertThat(body.at("/inferenceConfig/temperature").asDouble()).isZero();
        assertThat(body.at("/inferenceConfig/maxTokens").asInt()).isEqualTo(900);
        assertThat(body.at("/additionalModelRequestFields/inferenceConfig/topK").asInt())
                .isEqualTo(1);
        assertThat(body.at("/toolConfig/toolChoice/tool/name").asText())
                .isEqualTo("mark_criterion");
        assertThat(body.at("/toolConfig/tools/0/toolSpec/inputSchema/json/properties").fieldNames())
                .toIterable()
                .containsExactly("zeta", "evidence", "alpha", "band");
    }

    @Test
    void setsTopKAsFamilyOfModelTakesIt() throws IOException {
        marker.ask(request("eu.anthropic.some-model"), BUDGET);
        marker.ask(request("mistral.some-model"), BUDGET);

        assertThat(requests.getFirst()).contains("\"additionalModelRequestFields\":{\"top_k\":1}");
        assertThat(requests.getLast()).doesNotContain("additionalModelRequestFields");
    }

    @Test
    void readsBlocksInOrder() {
        ModelReply read = ((Answer.Replied) ask()).reply();

        assertThat(read.stopReason()).isEqualTo("tool_use");
        assertThat(read.inputTokens()).isEqualTo(1_200);
        assertThat(read.outputTokens()).isEqualTo(340);
        assertThat(read.blocks().getFirst()).isEqualTo(new Block.Text("Here it is."));
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("evidence", List.of(Map.of("quote", "a b")));
        input.put("limiting_factor", null);
        input.put("ok", true);
        input.put("share", 0.5);
        input.put("band", 6L);
        assertThat(read.blocks().getLast()).isEqualTo(new Block.ToolUse("mark_criterion", input));
    }

    @Test
    void acceptsReplyWithoutContent() {
        reply = "{\"stopReason\":\"guardrail_intervened\"}";

        ModelReply read = ((Answer.Replied) ask()).reply();

        assertThat(read.blocks()).isEmpty();
        assertThat(read.stopReason()).isEqualTo("guardrail_intervened");
    }

    @ParameterizedTest
    @CsvSource({
        "429,ThrottlingException",
        "429,ModelNotReadyException",
        "503,ServiceUnavailableException",
        "500,InternalServerException"
    })
    void repeatsThrottledCallsAndFaultsOfService(int status, String type) {
        error = type;
        statuses.addAll(List.of(status, status));

        assertThat(ask()).isInstanceOf(Answer.Replied.class);
        assertThat(requests).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "429,ThrottlingException,THROTTLED,4",
        "503,ServiceUnavailableException,UNAVAILABLE,4",
        "500,InternalServerException,UNAVAILABLE,4",
        "408,ModelTimeoutException,TIMED_OUT,0",
        "403,AccessDeniedException,REFUSED,1",
        "400,ValidationException,REFUSED,1",
        "404,ResourceNotFoundException,REFUSED,1",
        "424,ModelErrorException,REFUSED,1"
    })
    void mapsErrorsToFailures(int status, String type, ModelFailure failure, int calls) {
        error = type;
        statuses.addAll(Collections.nCopies(9, status));

        assertFailed(failure);
        assertThat(requests).hasSize(calls == 0 ? requests.size() : calls);
    }

    @Test
    void failsWithoutServer() {
        server.close();

        assertFailed(ModelFailure.UNAVAILABLE);
    }

    @Test
    void failsOnReplyThatIsNoJson() {
        reply = "<html>";

        assertFailed(ModelFailure.UNAVAILABLE);
    }

    @Test
    void endsWithBudget() {
        isSilent = true;
        long began = System.nanoTime();

        Answer answer = marker.ask(request("m"), Duration.ofMillis(300));

        assertThat(answer).isEqualTo(new Answer.OutOfTime());
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(290), Duration.ofSeconds(5));
    }

    @Test
    void repeatsOnlyWhileBudgetLasts() {
        marker =
                new BedrockMarker(
                        "eu-west-1",
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "s")),
                        server.address(),
                        Duration.ofSeconds(30));
        statuses.addAll(Collections.nCopies(9, 429));

        Answer answer = marker.ask(request("m"), Duration.ofMillis(500));

        assertThat(answer).isEqualTo(new Answer.OutOfTime());
    }

    /** The driver interrupts calls when the time of a request is up. */
    @Test
    void endsWhenInterrupted() throws InterruptedException {
        isSilent = true;
        Answer[] answer = new Answer[1];
        CountDownLatch asking = new CountDownLatch(1);
        Thread call =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    asking.countDown();
                                    answer[0] = ask();
                                });
        asking.await();
        call.interrupt();

        assertThat(call.join(Duration.ofSeconds(10))).isTrue();
        assertThat(answer[0]).isEqualTo(new Answer.OutOfTime());
    }
}
