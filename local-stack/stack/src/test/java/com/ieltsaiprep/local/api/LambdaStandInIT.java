package com.ieltsaiprep.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.AwsCall;
import com.ieltsaiprep.local.wire.AwsCallRecorder;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.SignatureVerifier;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lambda stand-in under the real AWS client. */
final class LambdaStandInIT {
    private static final String CONTEXT = "{\"path\":\"/echo/context\"}";

    private final Vertx vertx = Vertx.vertx();
    @TempDir private Path folder;
    private static final AwsCredentials WRITING =
            AwsSessionCredentials.create(
                    Credentials.local().accessKeyId(),
                    Credentials.local().secretAccessKey(),
                    "writing/eu-west-1");

    private final InvocationRecords records = new InvocationRecords();
    private final AwsCallRecorder calls = new AwsCallRecorder();
    private LambdaFunction echo;
    private LambdaClient lambda;
    private int port;

    @BeforeEach
    void start() throws Exception {
        FunctionCode code =
                FunctionCode.load(EchoFunction.in(folder), EchoFunction.class.getName());
        echo =
                new LambdaFunction(
                        "echo",
                        code,
                        Map.of("AWS_REGION", "eu-west-1"),
                        new FunctionLimits(2_000, 1, 2, 1, 60));
        port =
                new LambdaStandIn(
                                vertx,
                                Map.of(Region.IRELAND, Map.of("echo", echo)),
                                new SignatureVerifier(
                                        Credentials.local(), "lambda", InstantSource.system()),
                                calls,
                                records)
                        .listen(0)
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
    void recordsTheCallOfARole() {
        try (LambdaClient writing = client("eu-west-1", WRITING)) {
            invoke(writing, "echo:live", CONTEXT);
            invoke(lambda, "echo", CONTEXT);
        }

        assertThat(calls.calls())
                .containsExactly(
                        new AwsCall(
                                "writing",
                                "eu-west-1",
                                "lambda:InvokeFunction",
                                "eu-west-1",
                                "function:echo:live"));
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo:live",
                "123456789012:function:echo",
                "arn:aws:lambda:eu-west-1:123456789012:function:echo",
                "arn:aws:lambda:eu-west-1:123456789012:function:echo:live"
            })
    void invokesByEachFormOfTheName(String name) {
        InvokeResponse response = invoke(lambda, name, CONTEXT);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.executedVersion()).isEqualTo(name.endsWith("live") ? "1" : "$LATEST");
    }

    @Test
    void invokesAQualifierThatExists() {
        assertThat(lambda.invoke(it -> it.functionName("echo").qualifier("live")).statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> lambda.invoke(it -> it.functionName("echo").qualifier("blue")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("function:echo:blue");
        assertThatThrownBy(
                        () ->
                                invoke(
                                        lambda,
                                        "arn:aws:lambda:us-east-1:123456789012:function:echo",
                                        CONTEXT))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void queuesAnEventAndDeliversItOnce() {
        InvokeResponse response = queue("echo:live", "context");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.payload().asByteArray()).isEmpty();
        assertThat(awaitOutcomes()).containsExactly("Returned");
    }

    @Test
    void refusesAnAsynchronousEventOverOneMebibyte() {
        String large = "\"" + "a".repeat(LambdaStandIn.MAX_ASYNC_BYTES) + "\"";

        assertThatThrownBy(() -> queueEvent("echo", large))
                .isInstanceOf(RequestTooLargeException.class)
                .hasMessageContaining("limit 1048576 bytes");
        assertThatThrownBy(() -> queue("other", "context"))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void retriesTwiceThenDiscards() {
        queue("echo", "exception");

        assertThat(awaitOutcomes()).containsExactly("Failed", "Failed", "Failed", "Discarded");
        assertThat(records.report().attempts())
                .extracting(InvocationRecords.Attempt::id)
                .containsOnly(records.report().attempts().getFirst().id());
        assertThat(records.report().attempts())
                .extracting(InvocationRecords.Attempt::number)
                .containsExactly(1, 2, 3, 3);
    }

    @Test
    void discardsAnEventThatIsTooOld() {
        queue("echo", "never");

        assertThat(awaitOutcomes()).containsExactly("TimedOut", "Discarded");
    }

    @Test
    void throttlesAboveTheReservedConcurrency() {
        queue("echo", "slow");
        await(
                () ->
                        assertThatThrownBy(() -> invoke(lambda, "echo", CONTEXT))
                                .isInstanceOf(TooManyRequestsException.class));
        queue("echo", "context");

        assertThat(awaitOutcomes()).contains("Throttled").endsWith("Returned");
    }

    @Test
    void injectsRefusals() {
        inject(InvocationFault.Kind.REFUSE, 0, 1);
        inject(InvocationFault.Kind.THROTTLE, 0, 1);

        assertThatThrownBy(() -> queue("echo", "context")).isInstanceOf(ServiceException.class);
        assertThatThrownBy(() -> queue("echo", "context"))
                .isInstanceOf(TooManyRequestsException.class);
        assertThat(records.report().attempts()).isEmpty();
        queue("echo", "context");
        assertThat(awaitOutcomes()).containsExactly("Returned");
    }

    @Test
    void losesAnEvent() {
        inject(InvocationFault.Kind.LOSE, 0, 1);

        assertThat(queue("echo", "context").statusCode()).isEqualTo(202);
        assertThat(records.report()).isEqualTo(new InvocationRecords.Report(0, List.of()));
    }

    @Test
    void deliversAnEventTwice() {
        inject(InvocationFault.Kind.TWICE, 50, 1);
        queue("echo", "context");

        assertThat(awaitOutcomes()).containsExactly("Returned", "Returned");
    }

    @Test
    void killsTheInstanceAndRetries() {
        inject(InvocationFault.Kind.KILL, 30, 2);
        queue("echo", "slow");

        assertThat(awaitOutcomes()).containsExactly("Failed", "Failed", "Returned");
    }

    private InvokeResponse queue(String function, String path) {
        return queueEvent(function, "{\"path\":\"/echo/%s\"}".formatted(path));
    }

    private InvokeResponse queueEvent(String function, String event) {
        return lambda.invoke(
                it ->
                        it.functionName(function)
                                .invocationType(InvocationType.EVENT)
                                .payload(SdkBytes.fromUtf8String(event)));
    }

    private void inject(InvocationFault.Kind kind, long afterMs, int attempts) {
        records.faults().add(new InvocationFault(null, "echo", kind, afterMs, attempts, 1));
    }

    /** Waits until no event is pending, and returns the outcomes of all attempts. */
    private List<String> awaitOutcomes() {
        await(() -> assertThat(records.report().pending()).isZero());
        return records.report().attempts().stream()
                .map(InvocationRecords.Attempt::outcome)
                .toList();
    }

    private static void await(Runnable assertion) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
    }

    private static InvokeResponse invoke(LambdaClient client, String function, String event) {
        return client.invoke(
                request -> request.functionName(function).payload(SdkBytes.fromUtf8String(event)));
    }

    private LambdaClient client(String region, String secret) {
        return client(
                region, AwsBasicCredentials.create(Credentials.local().accessKeyId(), secret));
    }

    private LambdaClient client(String region, AwsCredentials credentials) {
        return LambdaClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(software.amazon.awssdk.regions.Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }
}
