package com.ieltsaiprep.local.converse;

import static com.ieltsaiprep.local.converse.MarkingRequests.MODEL;
import static com.ieltsaiprep.local.converse.MarkingRequests.band;
import static com.ieltsaiprep.local.converse.MarkingRequests.field;
import static com.ieltsaiprep.local.converse.MarkingRequests.input;
import static com.ieltsaiprep.local.converse.MarkingRequests.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.Credentials;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Injected faults of the Bedrock stand-in, as the real AWS client sees them. */
final class ConverseFaultsIT {
    private static final String ANSWER = "Cars pollute the air. Buses carry more people than cars.";

    private static final Map<ConverseFault.Kind, Class<?>> EXCEPTIONS =
            Map.of(
                    ConverseFault.Kind.THROTTLED, ThrottlingException.class,
                    ConverseFault.Kind.UNAVAILABLE, ServiceUnavailableException.class,
                    ConverseFault.Kind.INTERNAL, InternalServerException.class,
                    ConverseFault.Kind.MODEL_TIMEOUT, ModelTimeoutException.class,
                    ConverseFault.Kind.MODEL_ERROR, ModelErrorException.class,
                    ConverseFault.Kind.ACCESS_DENIED, AccessDeniedException.class,
                    ConverseFault.Kind.CUT, SdkClientException.class,
                    ConverseFault.Kind.SILENT, SdkClientException.class,
                    ConverseFault.Kind.INVALID_JSON, SdkClientException.class);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClients.http1().build();
    private ConverseStandIn.Ports ports;
    private BedrockRuntimeClient bedrock;

    @BeforeEach
    void start() throws Exception {
        ports =
                new ConverseStandIn(vertx, Credentials.local(), InstantSource.system())
                        .listen(new ConverseStandIn.Ports(0, 0))
                        .await(10, TimeUnit.SECONDS);
        bedrock =
                MarkingRequests.client(
                        ports.runtime(), "eu-west-1", Credentials.local().secretAccessKey());
    }

    @AfterEach
    void stop() throws Exception {
        bedrock.close();
        http.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void eachFaultStrikesAsOftenAsOrdered(ConverseFault.Kind kind) throws Exception {
        inject(fault("task_response", 1).put("kind", kind.name()));

        Class<?> exception = EXCEPTIONS.get(kind);
        if (exception == null) {
            assertThat(mark("task_response")).isNotEqualTo(mark("task_response"));
        } else {
            assertThatThrownBy(() -> mark("task_response")).isInstanceOf(exception);
        }
        assertThat(band(mark("task_response"))).isBetween(1, 9);
    }

    @ParameterizedTest
    @CsvSource({
        "GUARDRAIL,GUARDRAIL_INTERVENED,0,1",
        "CONTENT_FILTERED,CONTENT_FILTERED,0,1",
        "TEXT_ONLY,END_TURN,0,1",
        "MAX_TOKENS,MAX_TOKENS,1,0",
        "TWO_TOOL_USES,TOOL_USE,2,0",
        "PROSE,TOOL_USE,1,1"
    })
    void repliesHaveOtherContent(
            ConverseFault.Kind kind, StopReason stopReason, int toolUses, int texts)
            throws Exception {
        inject(fault("task_response", 1).put("kind", kind.name()));

        ConverseResponse response = mark("task_response");

        assertThat(response.stopReason()).isEqualTo(stopReason);
        assertThat(response.output().message().content())
                .filteredOn(block -> block.toolUse() != null)
                .hasSize(toolUses);
        assertThat(response.output().message().content())
                .filteredOn(block -> block.text() != null)
                .hasSize(texts);
    }

    @Test
    void repliesHaveBadToolInput() throws Exception {
        assertThat(field(spoiled("HALF_BAND"), "band").asNumber().doubleValue()).isEqualTo(6.5);
        assertThat(field(spoiled("TEXT_BAND"), "band").asString()).isEqualTo("7");
        assertThat(band(spoiled("BAND_TEN"))).isEqualTo(10);
        assertThat(input(spoiled("MAX_TOKENS"))).containsOnlyKeys("evidence");
        assertThat(input(spoiled("MISSING_FIELD"))).doesNotContainKey("band");
        assertThat(input(spoiled("EXTRA_FIELD"))).containsKey("confidence");
        assertThat(text(spoiled("INVENTED_QUOTES"))).contains("zebrafinch");
        assertThat(text(spoiled("LONG_STRINGS"))).hasSizeGreaterThan(100_000);
        assertThat(text(spoiled("HTML"))).contains("<script>");
    }

    @Test
    void faultsStrikeByCriterionModelAndRegion() throws Exception {
        inject(fault("lexical_resource", 2).put("kind", "THROTTLED"));
        inject(fault("task_response", 1).put("kind", "THROTTLED").put("model", "nova-pro"));
        inject(fault("task_response", 1).put("kind", "THROTTLED").put("region", "us-east-1"));

        assertThat(band(mark("task_response"))).isPositive();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> mark("lexical_resource"))
                    .isInstanceOf(ThrottlingException.class);
        }
        assertThat(band(mark("lexical_resource"))).isPositive();
    }

    @Test
    void delaysReplies() throws Exception {
        inject(fault("task_response", 1).put("delayMs", 200));
        long start = System.nanoTime();

        assertThat(mark("task_response").metrics().latencyMs()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(199));
    }

    @Test
    void removesFaults() throws Exception {
        inject(fault("task_response", 5).put("kind", "THROTTLED"));
        send("DELETE", "/faults", JsonValues.object());

        assertThat(band(mark("task_response"))).isPositive();
    }

    @Test
    void countsRequestsAndRecordsThemOnlyOnRequest() throws Exception {
        mark("task_response");
        assertThat(get("/requests")).isEqualTo("[]");
        send("PUT", "/recording", JsonValues.object().put("on", true));
        mark("lexical_resource");

        assertThat(get("/counts"))
                .contains("\"requests\":2")
                .contains("\"task_response\":1")
                .contains("\"" + MODEL + "\":2");
        assertThat(get("/requests")).contains("candidate_answer").contains("lexical_resource");
        send("PUT", "/recording", JsonValues.object().put("on", false));
        assertThat(get("/requests")).isEqualTo("[]");
        send("DELETE", "/counts", JsonValues.object());
        assertThat(get("/counts")).contains("\"requests\":0");
    }

    private ConverseResponse spoiled(String kind) throws Exception {
        inject(fault("task_response", 1).put("kind", kind));
        return mark("task_response");
    }

    private static String text(ConverseResponse response) {
        return input(response).toString();
    }

    private ConverseResponse mark(String criterion) {
        return bedrock.converse(request(MODEL, criterion, "descending", ANSWER).build());
    }

    private static ObjectNode fault(String criterion, int times) {
        return JsonValues.object().put("criterion", criterion).put("times", times);
    }

    private void inject(ObjectNode fault) throws Exception {
        send("POST", "/faults", fault);
    }

    private String get(String path) throws Exception {
        return send("GET", path, JsonValues.object());
    }

    private String send(String method, String path, ObjectNode body)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + ports.control() + path);
        var response =
                http.send(
                        HttpRequest.newBuilder(address)
                                .method(method, BodyPublishers.ofByteArray(JsonValues.write(body)))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isIn(200, 204);
        return response.body();
    }
}
