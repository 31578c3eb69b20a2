package com.ieltsaiprep.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class ManagementServerIT {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Readiness readiness = new Readiness();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger drains = new AtomicInteger();
    private volatile boolean redisUp = true;
    private Vertx vertx;
    private int port;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        port =
                new ManagementServer(
                                vertx,
                                readiness,
                                () -> Future.succeededFuture(redisUp),
                                registry::scrape,
                                drains::incrementAndGet)
                        .listen("127.0.0.1", 0)
                        .await(10, TimeUnit.SECONDS)
                        .actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void isLiveFromTheStart() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyOnlyBetweenWarmUpAndShutdown() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("\"state\":\"warming_up\"");
        readiness.markReady();
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        readiness.markDraining();
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("\"state\":\"draining\"");
    }

    @Test
    void staysReadyWhileRedisIsUnavailable() throws Exception {
        readiness.markReady();
        redisUp = false;

        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).contains("\"redis\":\"down\"");
    }

    @Test
    void showsTheMetersUnderTheirNamesInPrometheus() throws Exception {
        GatewayMetrics metrics = new GatewayMetrics(registry);
        metrics.registerConversations(() -> 3);
        metrics.onUpgrade("upgraded");
        metrics.onConnectionClosed("1000");
        metrics.onMessageReceived("audio");
        metrics.onMessageSent("caption");
        metrics.recordHeldBytes(1_234);
        metrics.recordEventLoopLag(20_000);

        assertThat(get("/metrics").body())
                .contains("gateway_conversations 3.0")
                .contains("gateway_upgrades_total{result=\"upgraded\"} 1.0")
                .contains("gateway_connections_closed_total{code=\"1000\"} 1.0")
                .contains("gateway_messages_total{direction=\"in\",type=\"audio\"} 1.0")
                .contains("gateway_messages_total{direction=\"out\",type=\"caption\"} 1.0")
                .contains("gateway_held_bytes_max 1234.0")
                .contains("gateway_event_loop_lag_seconds_max 0.02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nova-sonic", "/health", "/metrics/", "/health/live/x"})
    void answersOtherPathsWith404(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void drainsOnPost() throws Exception {
        assertThat(get("/drain").statusCode()).isEqualTo(405);
        assertThat(get("/drain").headers().allValues("Allow")).containsExactly("POST");
        assertThat(drains).hasValue(0);

        assertThat(post("/drain").statusCode()).isEqualTo(202);
        assertThat(drains).hasValue(1);
    }

    @Test
    void answersOtherMethodsWith405() throws Exception {
        assertThat(post("/metrics").statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> post(String path) throws Exception {
        HttpRequest post =
                HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody()).build();
        return client.send(post, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
