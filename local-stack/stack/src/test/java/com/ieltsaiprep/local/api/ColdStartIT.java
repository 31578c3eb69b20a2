package com.ieltsaiprep.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.local.json.JsonValues;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Cold starts under Lambda's own runtime client. */
final class ColdStartIT {
    private static final String HEALTH =
            """
            {"resource":"/{proxy+}","path":"/health","httpMethod":"GET",
             "multiValueHeaders":{},"isBase64Encoded":false,
             "requestContext":{"requestId":"1","identity":{"sourceIp":"198.51.100.1"}}}\
            """;

    @TempDir private Path folder;

    @Test
    void theFirstResponseIsMeasuredInAFreshProcess() throws Exception {
        ColdStart start = start(EchoFunction.class.getName());
        byte[] event = event("instance");
        ColdStart.Measurement first = start.measure(event);
        ColdStart.Measurement second = start.measure(event);
        assertThat(first.wallMs()).isBetween(20.0, 30_000.0);
        assertThat(first.cpuMs()).isBetween(20.0, 30_000.0);
        for (ColdStart.Measurement measured : List.of(first, second)) {
            String body = JsonValues.read(measured.answer()).path("body").asText();
            assertThat(body).as("events of the instance").endsWith(" 1");
        }
    }

    @Test
    void theFunctionHasTheEnvironmentThatItIsGivenAndItsContext() throws Exception {
        byte[] answer = start(EchoFunction.class.getName()).measure(event("context")).answer();
        assertThat(JsonValues.read(answer).path("body").asText())
                .startsWith("local true eu-west-1");
    }

    @Test
    void aFailingFunctionIsReported() throws Exception {
        assertThatThrownBy(() -> start(EchoFunction.class.getName()).measure(event("exception")))
                .isInstanceOf(IOException.class)
                .rootCause()
                .hasMessageContaining("as ordered");
        assertThatThrownBy(() -> start("com.example.Missing").measure(event("context")))
                .isInstanceOf(IOException.class)
                .rootCause()
                .hasMessageContaining("com.example.Missing");
    }

    @Test
    void theXRayTraceIdIsInTheLogAndInRequestsToDynamoDb() throws Exception {
        Set<String> traces = ConcurrentHashMap.newKeySet();
        HttpServer dynamodb =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dynamodb.createContext("/", call -> answer(call, traces));
        dynamodb.start();
        Path log = folder.resolve("log");
        try {
            new ColdStart(auth(dynamodb.getAddress().getPort()), log)
                    .measure(HEALTH.getBytes(StandardCharsets.UTF_8));
        } finally {
            dynamodb.stop(0);
        }

        assertThat(traces).hasSize(1);
        String trace = traces.iterator().next();
        assertThat(trace).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1");
        String root = trace.substring("Root=".length(), trace.indexOf(';'));
        assertThat(Files.readString(log)).contains("\"trace_id\":\"" + root + "\"");
    }

    private static ColdStart.Program auth(int dynamodb) {
        return new ColdStart.Program(
                Path.of("../../lambda-api/target/functions/auth").toAbsolutePath().normalize(),
                "com.ieltsaiprep.api.AuthFunction",
                Map.of(
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + dynamodb,
                        "ELASTICACHE_CLUSTER", "127.0.0.1:1"),
                List.of());
    }

    private static void answer(HttpExchange call, Set<String> traces) throws IOException {
        try (call) {
            traces.add(
                    Objects.requireNonNullElse(
                            call.getRequestHeaders().getFirst("X-Amzn-Trace-Id"), "none"));
            byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            call.sendResponseHeaders(200, nothing.length);
            call.getResponseBody().write(nothing);
        }
    }

    private ColdStart start(String handler) throws IOException {
        ColdStart.Program program =
                new ColdStart.Program(
                        EchoFunction.in(Files.createDirectories(folder.resolve("function"))),
                        handler,
                        Map.of("AWS_REGION", "eu-west-1"),
                        List.of());
        return new ColdStart(program, folder.resolve("log"));
    }

    private static byte[] event(String what) {
        return "{\"path\":\"/echo/%s\"}".formatted(what).getBytes(StandardCharsets.UTF_8);
    }
}
