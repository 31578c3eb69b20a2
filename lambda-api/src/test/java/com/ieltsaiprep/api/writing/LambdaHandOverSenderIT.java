package com.ieltsaiprep.api.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.ieltsaiprep.api.testing.TestHttpServer;
import com.sun.net.httpserver.HttpExchange;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asynchronous invocations by the real client, at a server of the test's. */
final class LambdaHandOverSenderIT {
    private final List<String> requests = new ArrayList<>();
    private int status = 202;
    private boolean isSilent;
    private TestHttpServer server;
    private LambdaHandOverSender sender;

    @BeforeEach
    void start() {
        server = new TestHttpServer(this::handle);
        sender =
                new LambdaHandOverSender(
                        "writing:live",
                        "us-east-1",
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "s")),
                        server.address());
    }

    @AfterEach
    void stop() {
        server.close();
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
                server.awaitClose();
            }
            exchange.sendResponseHeaders(status, -1);
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
