package com.ieltsaiprep.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.json.JsonValues;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

final class ApiGatewayStandInIT {
    private static final Instant NOW = Instant.parse("2026-11-20T10:11:12.345Z");
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClients.http1().build();

    @TempDir static Path folder;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        FunctionCode code =
                FunctionCode.load(EchoFunction.in(folder), EchoFunction.class.getName());
        Map<String, String> environment =
                Map.of("AWS_REGION", "eu-west-1", "AWS_SESSION_TOKEN", "echo/eu-west-1");
        LambdaFunction echo =
                new LambdaFunction("echo", code, environment, FunctionLimits.ofTimeout(20_000));
        LambdaFunction impatient =
                new LambdaFunction("hasty", code, environment, FunctionLimits.ofTimeout(200));
        List<ApiGatewayStandIn.Resource> resources =
                List.of(
                        new ApiGatewayStandIn.Resource("/echo/never/", impatient),
                        new ApiGatewayStandIn.Resource("/echoes", echo),
                        new ApiGatewayStandIn.Resource("/", echo));
        ApiGatewayStandIn standIn = new ApiGatewayStandIn(resources, InstantSource.fixed(NOW));
        port = standIn.listen(VERTX, 0).await(10, TimeUnit.SECONDS).actualPort();
    }

    @AfterAll
    static void stop() throws Exception {
        HTTP.shutdownNow();
        VERTX.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void aGetBecomesAProxyEventOfVersionOne() throws Exception {
        JsonNode event = event(request("/echo/a%20b/c").header("X-Custom-NAME", "one").GET());
        assertThat(event.path("resource").asText()).isEqualTo("/{proxy+}");
        assertThat(event.path("path").asText()).isEqualTo("/echo/a%20b/c");
        assertThat(event.path("httpMethod").asText()).isEqualTo("GET");
        assertThat(event.at("/pathParameters/proxy").asText()).isEqualTo("echo/a b/c");
        assertThat(event.at("/headers/X-Custom-NAME").asText()).isEqualTo("one");
        assertThat(event.at("/multiValueHeaders/X-Custom-NAME/0").asText()).isEqualTo("one");
        assertThat(event.path("queryStringParameters").isNull()).isTrue();
        assertThat(event.path("multiValueQueryStringParameters").isNull()).isTrue();
        assertThat(event.path("body").isNull()).isTrue();
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        JsonNode context = event.path("requestContext");
        assertThat(context.path("resourcePath").asText()).isEqualTo("/{proxy+}");
        assertThat(context.path("path").asText()).isEqualTo("/local/echo/a%20b/c");
        assertThat(context.path("stage").asText()).isEqualTo("local");
        assertThat(context.path("httpMethod").asText()).isEqualTo("GET");
        assertThat(context.path("protocol").asText()).isEqualTo("HTTP/1.1");
        assertThat(context.path("requestTimeEpoch").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(context.path("requestTime").asText()).isEqualTo("20/Nov/2026:10:11:12 +0000");
        assertThat(context.at("/identity/sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(context.at("/identity/userAgent").asText()).startsWith("Java-http-client");
        assertThat(context.fieldNames())
                .toIterable()
                .contains("requestId", "accountId", "apiId", "domainName");
    }

    @Test
    void aResourceWithoutProxyServesItsPathOnly() throws Exception {
        JsonNode event = event(request("/echoes").GET());
        assertThat(event.path("resource").asText()).isEqualTo("/echoes");
        assertThat(event.path("path").asText()).isEqualTo("/echoes");
        assertThat(event.path("pathParameters").isNull()).isTrue();
        assertThat(event(request("/echoes/1").GET()).path("resource").asText())
                .isEqualTo("/{proxy+}");
    }

    @Test
    void queryParametersAreDecodedAndMayRepeat() throws Exception {
        JsonNode event = event(request("/echo/q?a=1&a=2&b=%C3%A9%26+x&c&/d=1").GET());
        assertThat(event.path("queryStringParameters"))
                .isEqualTo(json("{'a':'2','b':'é& x','c':'','/d':'1'}"));
        assertThat(event.path("multiValueQueryStringParameters"))
                .isEqualTo(json("{'a':['1','2'],'b':['é& x'],'c':[''],'/d':['1']}"));
    }

    @Test
    void repeatedHeadersKeepAllValuesAndTheLastWins() throws Exception {
        JsonNode event =
                event(request("/echo/h").header("X-Many", "one").header("X-Many", "two").GET());
        assertThat(event.at("/headers/X-Many").asText()).isEqualTo("two");
        assertThat(event.at("/multiValueHeaders/X-Many")).isEqualTo(json("['one','two']"));
    }

    @Test
    void theSourceAddressIsThatOfTheConnectionDespiteForwardedHeaders() throws Exception {
        JsonNode event = event(request("/echo/h").header("x-forwarded-for", "10.0.0.1").GET());
        assertThat(event.at("/requestContext/identity/sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(event.at("/headers/X-Forwarded-For").asText()).isEqualTo("10.0.0.1, 127.0.0.1");
        assertThat(event.path("headers").has("x-forwarded-for")).isFalse();
    }

    @Test
    void everyBodyComesInBase64() throws Exception {
        JsonNode event = event(request("/echo/b").POST(BodyPublishers.ofString("{\"é\":1}")));
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(event.path("body").asText()))
                .isEqualTo("{\"é\":1}".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=b"})
    void aFormIsARawBody(String type) throws Exception {
        JsonNode event =
                event(
                        request("/echo/b?a=%25zz")
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString("a=1&%zz")));
        assertThat(Base64.getDecoder().decode(event.path("body").asText()))
                .asString()
                .isEqualTo("a=1&%zz");
    }

    @Test
    void aResponseMayHaveSeveralValuesOfAHeaderAndNoBody() throws Exception {
        HttpResponse<String> response = send(request("/echo/cookies").GET());
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(response.headers().firstValue("X-One")).contains("1");
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(response.body()).isEmpty();
    }

    @Test
    void someHeadersAreRemapped() throws Exception {
        HttpResponse<String> response = send(request("/echo/challenge").GET());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("sign in");
        assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(response.headers().firstValue("x-amzn-Remapped-WWW-Authenticate"))
                .contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "nonsense", "empty", "injection", "large"})
    void anInvalidResponseIsABadGateway(String what) throws Exception {
        HttpResponse<String> response = send(request("/echo/" + what).GET());
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(response.headers().firstValue("X-Two")).isEmpty();
    }

    @Test
    void aSlowFunctionIsATimeout() throws Exception {
        HttpResponse<String> response = send(request("/echo/never/x").GET());
        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {5 << 20, (10 << 20) + 1})
    void aBodyThatIsTooLargeForLambdaOrForTheApiIsRefused(int bytes) throws Exception {
        HttpResponse<String> response =
                send(request("/echo/b").POST(BodyPublishers.ofByteArray(new byte[bytes])));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("{\"message\":\"Request Too Long\"}");
    }

    @Test
    void tooManyHeadersAreRefused() throws Exception {
        HttpResponse<String> response =
                send(request("/echo/h").header("X-Long", "a".repeat(10_300)).GET());
        assertThat(response.statusCode()).isEqualTo(431);
    }

    @Test
    void thereIsNoResourceAtTheRoot() throws Exception {
        HttpResponse<String> response = send(request("/").GET());
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    }

    @Test
    void anInstanceTakesOneEventAfterTheOther() throws Exception {
        String[] first = send(request("/echo/instance").GET()).body().split(" ", -1);
        String[] second = send(request("/echo/instance").GET()).body().split(" ", -1);
        assertThat(second[0]).isEqualTo(first[0]);
        assertThat(Integer.parseInt(second[1])).isEqualTo(Integer.parseInt(first[1]) + 1);
    }

    @Test
    void concurrentEventsAreAllAnswered() {
        List<Integer> statuses =
                Stream.generate(() -> request("/echo/instance").GET().build())
                        .limit(100)
                        .map(request -> HTTP.sendAsync(request, BodyHandlers.discarding()))
                        .toList()
                        .stream()
                        .map(response -> response.join().statusCode())
                        .toList();
        assertThat(statuses).containsOnly(200);
    }

    @Test
    void aFunctionSeesItsContextAndEnvironmentButNotThisProgram() throws Exception {
        assertThat(send(request("/echo/context").GET()).body())
                .startsWith(
                        "echo true eu-west-1 echo/eu-west-1 " + EchoFunction.class.getName() + "@");
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode event(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).isEqualTo(200);
        return JsonValues.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String singleQuoted) throws Exception {
        return JsonValues.read(singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
