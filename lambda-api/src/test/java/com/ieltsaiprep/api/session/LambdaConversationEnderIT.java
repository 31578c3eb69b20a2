package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.testing.TestHttpServer;
import com.ieltsaiprep.common.Json;
import com.sun.net.httpserver.HttpExchange;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Invocation of the function {@code speech} by the real client, at a server of the test's. */
final class LambdaConversationEnderIT {
    private static final ConversationEnd EVENT =
            new ConversationEnd("anna", Instant.ofEpochMilli(1_795_000_000_123L));

    private final List<String> requests = new ArrayList<>();
    private String response = LambdaConversationEnder.DONE;
    private String functionError = "";
    private int status = 200;
    private boolean isSilent;
    private TestHttpServer server;
    private LambdaConversationEnder ender;

    @BeforeEach
    void start() {
        server = new TestHttpServer(this::handle);
        ender =
                new LambdaConversationEnder(
                        "speech:live",
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
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            synchronized (requests) {
                requests.add(
                        "%s %s %s %s"
                                .formatted(
                                        exchange.getRequestMethod(),
                                        exchange.getRequestURI().getPath(),
                                        new String(body, StandardCharsets.UTF_8),
                                        authorization.replaceFirst(
                                                ".*/(us-east-1/lambda)/.*", "$1")));
            }
            if (isSilent) {
                server.awaitClose();
            }
            if (!functionError.isEmpty()) {
                exchange.getResponseHeaders().set("X-Amz-Function-Error", functionError);
            }
            byte[] payload = response.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, payload.length);
            exchange.getResponseBody().write(payload);
        }
    }

    @Test
    void invokesSpeechFunctionOfGatewayRegion() throws IOException {
        ender.end(EVENT);

        assertThat(requests).hasSize(1);
        String[] request = requests.getFirst().split(" ", -1);
        assertThat(request[0]).isEqualTo("POST");
        assertThat(request[1]).isEqualTo("/2015-03-31/functions/speech:live/invocations");
        assertThat(request[3]).isEqualTo("us-east-1/lambda");
        Object sent = new Json(4, 1_024).read(request[2]);
        Object value = Json.members(sent).get(ConversationEnd.NAME);
        assertThat(ConversationEnd.of(value)).isEqualTo(EVENT);
    }

    /** A version that does not know the event answers 404. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"statusCode\":404}", "", "null"})
    void failsOnOtherResponse(String other) {
        response = other;

        assertThatIllegalStateException().isThrownBy(() -> ender.end(EVENT));
    }

    @Test
    void failsOnFunctionError() {
        functionError = "Unhandled";

        assertThatIllegalStateException().isThrownBy(() -> ender.end(EVENT));
    }

    @Test
    void failsOnRefusedInvocation() {
        status = 403;

        assertThatThrownBy(() -> ender.end(EVENT)).isInstanceOf(SdkException.class);
    }

    @Test
    void failsWithoutResponseWithinThreeSeconds() {
        isSilent = true;
        long began = System.nanoTime();

        assertThatThrownBy(() -> ender.end(EVENT)).isInstanceOf(SdkException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void connectsAtFirstCallOnly() {
        assertThatCode(
                        () ->
                                new LambdaConversationEnder(
                                        "speech",
                                        "no region at all",
                                        () -> {
                                            throw new AssertionError("no credentials yet");
                                        },
                                        null))
                .doesNotThrowAnyException();
    }
}
