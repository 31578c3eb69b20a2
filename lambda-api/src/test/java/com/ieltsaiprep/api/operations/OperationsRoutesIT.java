package com.ieltsaiprep.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.api.operations.AppConfig.Notice;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.TestDynamo;
import com.ieltsaiprep.api.platform.http.Requests;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.lambda.TestRouter;
import com.ieltsaiprep.api.platform.log.Log;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.FaultInjectingDynamo;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.api.testing.LogLines;
import com.ieltsaiprep.api.testing.TestClock;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.testing.LocalRedis;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

@ResourceLock(LocalRedis.LOCK)
class OperationsRoutesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Round-trip time from Singapore to the home region. */
    private static final Duration FROM_SINGAPORE = Duration.ofMillis(240);

    @RegisterExtension private final LocalDynamoDb local = new LocalDynamoDb();
    @RegisterExtension private final LocalRedis redis = new LocalRedis();

    private final TestClock clock = new TestClock();
    private final LogLines log = new LogLines();
    private FaultInjectingDynamo own;
    private FaultInjectingDynamo home;
    private RegionalDynamo dynamo;
    private RateLimiter rateLimiter;
    private TestRouter router;
    private long nowUs;

    @BeforeEach
    void wire() {
        own = new FaultInjectingDynamo(local.client(Region.IRELAND));
        home = new FaultInjectingDynamo(local.client(Region.VIRGINIA));
        dynamo =
                TestDynamo.in(
                        Region.IRELAND,
                        local,
                        region -> region == Region.IRELAND ? own.client() : home.client());
        rateLimiter = new RateLimiter(dynamo, clock, _ -> {});
        OperationalEvents events = new OperationalEvents(new Log(log.stream(), clock, Map.of()));
        RedisClient client =
                RedisClient.forHealthChecks(
                        new RedisAddress("127.0.0.1", redis.port(), false, "", ""),
                        () -> {
                            throw new AssertionError("no TLS");
                        },
                        () -> nowUs);
        router =
                new TestRouter(
                        new OperationsRoutes(
                                        new OperationsRoutes.Deployment(
                                                "test",
                                                "1.0",
                                                Map.of(
                                                        Region.VIRGINIA,
                                                        "https://api-us.example",
                                                        Region.IRELAND,
                                                        "https://api-eu.example",
                                                        Region.SINGAPORE,
                                                        "https://api-ap.example"),
                                                "wss://stream.example/x"),
                                        new OperationsRoutes.Services(
                                                dynamo, client, rateLimiter, events),
                                        new CachedAppConfig(
                                                new DynamoAppConfigs(dynamo), clock, events),
                                        () -> nowUs += 1_500)
                                .routes());
    }

    private Response get(String path) {
        return router.handle(Requests.of("GET", path));
    }

    private JsonNode health(int status) {
        Response response = get("/health");
        assertThat(response.status()).isEqualTo(status);
        return ApiWorld.json(response);
    }

    @Test
    void reportsHealthyWithAllDependencies() throws IOException {
        assertThat(health(200))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"status": "ok", "region": "eu-west-1", "stage": "test",
                                 "version": "1.0",
                                 "dependencies": {"dynamodb": {"status": "ok", "ms": 1},
                                                  "home": {"status": "ok", "ms": 1},
                                                  "redis": {"status": "ok", "ms": 1}}}
                                """));
    }

    @Test
    void reportsDownWithoutOwnDynamoDb() {
        own.setUnavailable(true);

        JsonNode health = health(503);

        assertThat(health.at("/status").textValue()).isEqualTo("down");
        assertThat(health.at("/dependencies/dynamodb/status").textValue()).isEqualTo("down");
        assertThat(health.at("/dependencies/home/status").textValue()).isEqualTo("ok");
    }

    @Test
    void reportsDegradedWithoutHomeRegion() {
        home.setUnavailable(true);

        assertThat(health(200).at("/status").textValue()).isEqualTo("degraded");
    }

    @Test
    void reportsDegradedWithoutRedis() {
        redis.stop();

        JsonNode health = health(200);

        assertThat(health.at("/status").textValue()).isEqualTo("degraded");
        assertThat(health.at("/dependencies/redis/status").textValue()).isEqualTo("down");
    }

    @Test
    void cachesHealthCheck() {
        for (int i = 0; i < 1_000; i++) {
            nowUs += 20_000;
            get("/health");
        }
        assertThat(home.operations()).hasSizeBetween(2, 3);
        assertThat(own.operations()).hasSizeBetween(18, 26);

        own.setUnavailable(true);
        nowUs += 1_000_000;
        health(503);
    }

    @Test
    void allowsThreeRoundTripsFromFarthestRegion() {
        health(200);

        assertThat(((GetItemRequest) home.calls().getFirst().request()).overrideConfiguration())
                .hasValueSatisfying(
                        override ->
                                assertThat(override.apiCallTimeout().orElseThrow())
                                        .isBetween(
                                                FROM_SINGAPORE.multipliedBy(3),
                                                Duration.ofSeconds(2)));
    }

    @Test
    void returnsAppConfiguration() throws IOException {
        new DynamoAppConfigs(TestDynamo.in(Region.VIRGINIA, local))
                .createIfAbsent(
                        new AppConfig(
                                "1.2.0", List.of(new Notice("n1", "Back soon.", true)), false));
        own.setUnavailable(true);

        Response response = get("/config");

        assertThat(response.headers())
                .containsEntry("Cache-Control", List.of("public, max-age=30"));
        assertThat(ApiWorld.json(response))
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
    void limitsClientEventsPerNetwork() {
        String report = "{\"events\": [{\"type\": \"underrun\"}]}";
        for (int i = 1; i < RateLimitRule.CLIENT_EVENTS.limit(); i++) {
            rateLimiter.charge(RateLimitRule.CLIENT_EVENTS, "203.0.113.7");
        }

        assertThat(router.handle(Requests.json("POST", "/client-events", report)).status())
                .isEqualTo(204);
        assertThat(router.handle(Requests.json("POST", "/client-events", report)).status())
                .isEqualTo(429);
        assertThat(log.of("client_event")).hasSize(1);
    }
}
