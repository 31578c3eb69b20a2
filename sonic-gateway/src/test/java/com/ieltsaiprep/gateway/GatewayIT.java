package com.ieltsaiprep.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Settings;
import com.ieltsaiprep.gateway.GatewayDependencies.WarmUpRunner;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;
import com.ieltsaiprep.gateway.socket.FakeConversationFactory;
import com.ieltsaiprep.gateway.socket.RawWebSocket;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

class GatewayIT {
    private final NoSonic sonic = new NoSonic();
    private final FakeConversationFactory conversations = new FakeConversationFactory();
    private Vertx vertx;
    private int port;
    private int managementPort;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        port = freePort();
        managementPort = freePort();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void isReadyAfterAWarmUpConversationThroughARealWebSocket() throws Exception {
        Promise<Void> warm = Promise.promise();
        Future<Gateway.Running> starting =
                start(
                        (warmUpPort, tickets) ->
                                vertx.executeBlocking(() -> converse(warmUpPort, tickets))
                                        .compose(_ -> warm.future()));

        assertThat(conversations.next().nextCall()).isEqualTo("start");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        try (RawWebSocket early = RawWebSocket.connect(port)) {
            assertThat(
                            early.request(RawWebSocket.upgradeRequest("/nova-sonic", offer()))
                                    .getFirst())
                    .startsWith("HTTP/1.1 503");
        }

        warm.complete();
        Gateway.Running running = starting.await(10, TimeUnit.SECONDS);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").body())
                .contains("gateway_conversations 0.0")
                .doesNotContain("upgraded");

        assertThat(sonic.closed).isFalse();
        running.stop().await(10, TimeUnit.SECONDS);
        assertThat(sonic.closed).isTrue();
        assertThatThrownBy(() -> get("/health/live")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> RawWebSocket.connect(port)).isInstanceOf(IOException.class);
    }

    @Test
    void drainsOnRequestAndStaysUpUntilItIsStopped() throws Exception {
        Gateway.Running running =
                start((_, _) -> Future.succeededFuture()).await(10, TimeUnit.SECONDS);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        assertThat(post("/drain").statusCode()).isEqualTo(202);
        assertThat(post("/drain").statusCode()).isEqualTo(202);
        assertThat(get("/health/ready").body()).contains("draining");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        try (RawWebSocket late = RawWebSocket.connect(port)) {
            assertThat(late.request(RawWebSocket.upgradeRequest("/nova-sonic", offer())))
                    .anyMatch(line -> line.startsWith("HTTP/1.1 503"))
                    .anyMatch(line -> line.equalsIgnoreCase("Retry-After: 1"));
        }
        running.drain().await(1, TimeUnit.SECONDS);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        running.stop().await(5, TimeUnit.SECONDS);
    }

    @Test
    void drainsOnceItIsReadyIfItWasAskedBefore() throws Exception {
        Promise<Void> warm = Promise.promise();
        Future<Gateway.Running> starting = start((_, _) -> warm.future());
        awaitManagement();
        assertThat(post("/drain").statusCode()).isEqualTo(202);

        warm.complete();
        starting.await(10, TimeUnit.SECONDS);
        assertThat(get("/health/ready").body()).contains("draining");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://www.ieltsaiprep.com", "capacitor://localhost", "https://localhost"})
    void acceptsPagesOfTheAppBesideThoseOfTheSetting(String origin) throws Exception {
        start((_, _) -> Future.succeededFuture()).await(10, TimeUnit.SECONDS);

        assertThat(upgradeFrom(origin)).startsWith("HTTP/1.1 503");
        assertThat(upgradeFrom(origin + ".evil.example")).startsWith("HTTP/1.1 403");
    }

    /** Returns the status line of the answer: 503 without a ticket store, once it was asked. */
    private String upgradeFrom(String origin) throws IOException {
        try (RawWebSocket page = RawWebSocket.connect(port)) {
            return page.request(
                            RawWebSocket.upgradeRequest(
                                    "/nova-sonic", offer(), "Origin: " + origin))
                    .getFirst();
        }
    }

    @Test
    void reportsAPortInUse() throws Exception {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[4]))) {
            assertThatThrownBy(
                            () ->
                                    start((_, _) -> Future.succeededFuture())
                                            .await(10, TimeUnit.SECONDS))
                    .hasMessage(
                            "port %d is taken: stop what uses it, or set PORT to another"
                                    .formatted(port));
        }
    }

    @Test
    void doesNotStartIfTheWarmUpFails() {
        assertThatThrownBy(
                        () ->
                                start((_, _) -> Future.failedFuture(new IOException("no voice")))
                                        .await(10, TimeUnit.SECONDS))
                .hasMessage("the warm-up failed: IOException no voice");
    }

    private Future<Gateway.Running> start(WarmUpRunner warmUp) {
        Map<String, String> environment =
                Map.of(
                        "PORT",
                        String.valueOf(port),
                        "MANAGEMENT_PORT",
                        String.valueOf(managementPort),
                        "REDIS_URL",
                        "redis://127.0.0.1:1",
                        "CORS_ORIGIN",
                        "https://www.ieltsaiprep.com",
                        "EVENT_LOOPS",
                        "2");
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return Gateway.start(
                vertx,
                GatewaySettings.read(new Settings(environment::get), 2),
                new GatewayDependencies(
                        () -> System.nanoTime() / 1_000,
                        new SecureRandom(),
                        (_, _, _) -> conversations,
                        sonic,
                        new NoSonic(),
                        warmUp),
                new GatewayMetrics(registry),
                registry::scrape);
    }

    private static String converse(int port, Supplier<String> tickets) throws IOException {
        String offer = "Sec-WebSocket-Protocol: maya.v1, ticket." + tickets.get();
        try (RawWebSocket client = RawWebSocket.open(port, "/nova-sonic", offer)) {
            client.text("{\"type\":\"start\"}");
            return client.read().text();
        }
    }

    private static String offer() {
        return "Sec-WebSocket-Protocol: maya.v1, ticket." + "A".repeat(43);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private void awaitManagement() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                get("/health/live");
                return;
            } catch (IOException notYet) {
                assertThat(System.nanoTime()).as("within 10 s").isLessThan(deadline);
            }
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Factory of ports that must not be used: no conversation of these tests opens a stream. */
    private static final class NoSonic implements SonicPortFactory {
        private volatile boolean closed;

        @Override
        public SonicPort forLoop(Context context) {
            return (_, _) -> {
                throw new IllegalStateException("no stream is to be opened");
            };
        }

        @Override
        public void close() {
            assertThat(Context.isOnEventLoopThread()).isFalse();
            closed = true;
        }
    }
}
