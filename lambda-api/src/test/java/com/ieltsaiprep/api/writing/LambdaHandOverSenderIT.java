package com.ieltsaiprep.api.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Asynchronous invocations by the real client, at a server of the test's. */
final class LambdaHandOverSenderIT {
    private final List<String> requests = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int status = 202;
    private boolean isSilent;
    private HttpServer server;
    private LambdaHandOverSender sender;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        sender =
                new LambdaHandOverSender(
                        "writing:live",
                        "us-east-1",
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "s")),
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        stopped.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            synchronized (requests) {
                requests.add(
                        "%s %s %s"
                                .formatted(
                                        exchange.getRequestURI().getPath(),
                                        exchange.getRequestHeaders()
                                                .getFirst("X-Amz-Invocation-Type"),
                                        new String(body, StandardCharsets.UTF_8)));
            }
            if (isSilent) {
                stopped.await();
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void invokesFunctionAsynchronously() {
        assertThat(sender.send("{\"a\":1}")).isTrue();

        assertThat(requests)
                .containsExactly("/2015-03-31/functions/writing:live/invocations Event {\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 404, 413, 429, 500, 503})
    void reportsRefusal(int other) {
        status = other;

        assertThat(sender.send("{}")).isFalse();
    }

    @Test
    void refusesEventThatIsTooLarge() {
        assertThat(sender.send("x".repeat(LambdaHandOverSender.MAX_BYTES + 1))).isFalse();
        assertThat(requests).isEmpty();
    }

    @Test
    void reportsMissingResponse() {
        isSilent = true;

        assertThat(sender.send("{}")).isFalse();
    }

    @Test
    void connectsAtFirstCallOnly() {
        assertThatCode(
                        () ->
                                new LambdaHandOverSender(
                                        "writing",
                                        "no region at all",
                                        () -> {
                                            throw new AssertionError("no credentials yet");
                                        },
                                        null))
                .doesNotThrowAnyException();
    }
}
