package com.ieltsaiprep.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.SignatureVerifier;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Lambda stand-in under the real AWS client. */
final class LambdaStandInIT {
    private static final String CONTEXT = "{\"path\":\"/echo/context\"}";

    private final Vertx vertx = Vertx.vertx();
    @TempDir private Path folder;
    private LambdaFunction echo;
    private LambdaClient lambda;
    private int port;

    @BeforeEach
    void start() throws Exception {
        FunctionCode code =
                FunctionCode.load(EchoFunction.in(folder), EchoFunction.class.getName());
        echo =
                new LambdaFunction(
                        "echo", code, Map.of("AWS_REGION", "eu-west-1"), Duration.ofSeconds(2));
        port =
                new LambdaStandIn(
                                Map.of(Region.IRELAND, Map.of("echo", echo)),
                                new SignatureVerifier(
                                        Credentials.local(), "lambda", InstantSource.system()))
                        .listen(vertx, 0)
                        .await(10, TimeUnit.SECONDS)
                        .actualPort();
        lambda = client("eu-west-1", Credentials.local().secretAccessKey());
    }

    @AfterEach
    void stop() throws Exception {
        lambda.close();
        echo.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void returnsResponseOfFunction() {
        InvokeResponse response = invoke(lambda, "echo", CONTEXT);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isNull();
        assertThat(response.payload().asUtf8String()).contains("echo true eu-west-1");
    }

    @Test
    void returnsErrorOfFunction() {
        for (String failure : new String[] {"exception", "error", "never", "large"}) {
            InvokeResponse response =
                    invoke(lambda, "echo", "{\"path\":\"/echo/%s\"}".formatted(failure));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.functionError()).as(failure).isEqualTo("Unhandled");
            assertThat(response.payload().asUtf8String()).contains("errorMessage");
        }
    }

    @Test
    void refusesUnknownFunction() {
        assertThatThrownBy(() -> invoke(lambda, "speech", CONTEXT))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: arn:aws:lambda:eu-west-1:");
        try (LambdaClient virginia = client("us-east-1", Credentials.local().secretAccessKey())) {
            assertThatThrownBy(() -> invoke(virginia, "echo", CONTEXT))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void refusesEventOverSixMebibytes() {
        String event = "\"" + "a".repeat(LambdaFunction.MAX_PAYLOAD_BYTES) + "\"";

        assertThatThrownBy(() -> invoke(lambda, "echo", event))
                .isInstanceOf(RequestTooLargeException.class);
    }

    @Test
    void refusesWrongSignature() {
        try (LambdaClient forger = client("eu-west-1", "wrong")) {
            assertThatThrownBy(() -> invoke(forger, "echo", CONTEXT))
                    .isInstanceOfSatisfying(
                            LambdaException.class, e -> assertThat(e.statusCode()).isEqualTo(403))
                    .hasMessageContaining("signature");
        }
    }

    @Test
    void refusesAsynchronousInvocation() {
        assertThatThrownBy(
                        () ->
                                lambda.invoke(
                                        request ->
                                                request.functionName("echo")
                                                        .invocationType(InvocationType.EVENT)))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("RequestResponse only");
    }

    private static InvokeResponse invoke(LambdaClient client, String function, String event) {
        return client.invoke(
                request -> request.functionName(function).payload(SdkBytes.fromUtf8String(event)));
    }

    private LambdaClient client(String region, String secret) {
        return LambdaClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(software.amazon.awssdk.regions.Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        Credentials.local().accessKeyId(), secret)))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }
}
