package com.ieltsaiprep.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.api.openapi.OpenApiAnswers;
import com.ieltsaiprep.api.operations.AppConfig.Level;
import com.ieltsaiprep.api.operations.AppConfig.Notice;
import com.ieltsaiprep.api.operations.HealthEndpoint.Dependency;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Requests;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.lambda.Router;
import com.ieltsaiprep.api.platform.log.Log;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class OperationsRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeAppConfigs configs = new FakeAppConfigs();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Set<Dependency> away = new HashSet<>();
    private final Fake dynamodb = new Fake();
    private final Fake home = new Fake();
    private final Fake redis = new Fake();
    private boolean limited;
    private long nowUs;
    private final Router router =
            new Router(
                    List.of(
                            new Route(
                                    "GET",
                                    "/health",
                                    new HealthEndpoint(
                                            new HealthEndpoint.Place("eu-west-1", "test", "1.0"),
                                            new HealthEndpoint.Needs(dynamodb, home, redis),
                                            () -> nowUs)),
                            new Route(
                                    "GET",
                                    "/config",
                                    new ConfigEndpoint(
                                            new CachedAppConfig(
                                                    configs, () -> Instant.EPOCH, _ -> {}),
                                            new ConfigEndpoint.Addresses(
                                                    Map.of(
                                                            "us-east-1",
                                                            "https://api-us.example",
                                                            "eu-west-1",
                                                            "https://api-eu.example",
                                                            "ap-southeast-1",
                                                            "https://api-ap.example"),
                                                    "wss://stream.example/x"))),
                            new Route(
                                    "POST",
                                    "/client-events",
                                    new ClientEventsEndpoint(
                                            this::limit,
                                            new ClientEventLog(
                                                    new Log(
                                                            new PrintStream(
                                                                    printed,
                                                                    true,
                                                                    StandardCharsets.UTF_8),
                                                            () -> Instant.EPOCH,
                                                            Map.of()))))));

    private final class Fake implements Dependency {
        private int asked;

        @Override
        public boolean answers() {
            asked++;
            nowUs += 3_000;
            if (away.contains(this) && this == dynamodb) {
                throw new IllegalStateException("away");
            }
            return !away.contains(this);
        }
    }

    private void limit(Request request) {
        if (limited) {
            throw Problem.passing(ProblemType.TOO_MANY_REQUESTS, "Wait.", Duration.ofSeconds(9))
                    .exception();
        }
    }

    @Test
    void aRegionWithAllItNeedsIsWell() throws IOException {
        Response answer = get("/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"status": "ok", "region": "eu-west-1", "stage": "test",
                                 "version": "1.0",
                                 "dependencies": {"dynamodb": {"status": "ok", "ms": 3},
                                                  "home": {"status": "ok", "ms": 3},
                                                  "redis": {"status": "ok", "ms": 3}}}
                                """));
    }

    @Test
    void withoutItsOwnDatabaseItIsDown() throws IOException {
        away.add(dynamodb);
        Response answer = get("/health");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(JSON.readTree(answer.body()).at("/status").textValue()).isEqualTo("down");
        assertThat(JSON.readTree(answer.body()).at("/dependencies/dynamodb/status").textValue())
                .isEqualTo("down");
    }

    @Test
    void withoutAnythingElseItServesNotAsWell() throws IOException {
        for (Dependency dependency : List.of(home, redis)) {
            away.clear();
            away.add(dependency);
            nowUs += 10_000_000;
            Response answer = get("/health");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).at("/status").textValue())
                    .isEqualTo("degraded");
        }
    }

    @Test
    void howeverOftenAnybodyAsksItLooksNowAndThen() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            nowUs += 20_000;
            get("/health");
        }
        assertThat(home.asked).isBetween(2, 3);
        assertThat(dynamodb.asked).isBetween(18, 21);
        assertThat(redis.asked).isBetween(18, 21);

        away.add(dynamodb);
        nowUs += 1_000_000;
        assertThat(get("/health").status()).isEqualTo(503);
    }

    @Test
    void tellsAppsWhatTheyNeedToKnow() throws IOException {
        configs.write(
                new AppConfig(
                        "1.2.0", List.of(new Notice("n1", "Back soon.", Level.WARNING)), false));
        Response answer = get("/config");

        assertThat(answer.headers()).containsEntry("Cache-Control", List.of("public, max-age=30"));
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"minimum_app_version": "1.2.0",
                                 "notices": [
                                   {"id": "n1", "text": "Back soon.", "level": "warning"}],
                                 "new_tests": false,
                                 "regions": {"us-east-1": "https://api-us.example",
                                             "eu-west-1": "https://api-eu.example",
                                             "ap-southeast-1": "https://api-ap.example"},
                                 "streaming_url": "wss://stream.example/x"}
                                """));
    }

    @Test
    void countsWhatAppsSaw() {
        Response answer =
                send(
                        """
                        {"events": [
                          {"type": "first_word", "region": "us-east-1", "ms": 1840,
                           "app_version": "1.0.0", "email": "hunter2"},
                          {"type": "api_error", "code": "unavailable"}]}
                        """);

        assertThat(answer.status()).isEqualTo(204);
        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().at("/type").textValue()).isEqualTo("first_word");
        assertThat(lines.getFirst().at("/asked").textValue()).isEqualTo("us-east-1");
        assertThat(lines.getFirst().at("/app_version").textValue()).isEqualTo("1.0.0");
        assertThat(lines.getFirst().at("/ClientEvents").intValue()).isEqualTo(1);
        assertThat(lines.getFirst().at("/ClientDelay").intValue()).isEqualTo(1840);
        assertThat(lines.getLast().at("/asked").textValue()).isEqualTo("none");
        assertThat(lines.getLast().at("/code").textValue()).isEqualTo("unavailable");
        assertThat(lines.getLast().has("ClientDelay")).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\": \"hello\"}",
                "{\"type\": \"API_DELAY\"}",
                "{\"type\": 7}",
                "{\"type\": \"api_delay\", \"region\": \"mars-1\"}",
                "{\"type\": \"api_delay\", \"ms\": -1}",
                "{\"type\": \"api_delay\", \"ms\": 600001}",
                "{\"type\": \"api_delay\", \"ms\": 1.5}",
                "{\"type\": \"api_delay\", \"code\": \"what she said\"}",
                "{\"type\": \"api_delay\", \"code\": \"\"}",
                "{\"type\": \"api_delay\", \"app_version\": \"1 0\"}",
            })
    void takesNothingThatCouldBeContent(String event) {
        assertThat(send("{\"events\": [{\"type\": \"api_delay\"}, " + event + "]}").status())
                .isEqualTo(400);
        assertThat(lines()).isEmpty();
    }

    @Test
    void takesFiftyEventsAtATime() {
        assertThat(send(events(50)).status()).isEqualTo(204);
        assertThat(send(events(51)).status()).isEqualTo(400);
        assertThat(send("{\"events\": []}").status()).isEqualTo(400);
        assertThat(lines()).hasSize(50);
    }

    @Test
    void takesNothingFromWhoSendsTooMuch() {
        limited = true;

        assertThat(send(events(1)).status()).isEqualTo(429);
        assertThat(lines()).isEmpty();
    }

    private static String events(int count) {
        return "{\"events\": ["
                + String.join(",", Collections.nCopies(count, "{\"type\":\"underrun\"}"))
                + "]}";
    }

    private Response get(String path) {
        return OpenApiAnswers.of(router, Requests.of("GET", path));
    }

    private Response send(String body) {
        return OpenApiAnswers.of(router, Requests.json("POST", "/client-events", body));
    }

    private List<JsonNode> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().map(this::parsed).toList();
    }

    private JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
