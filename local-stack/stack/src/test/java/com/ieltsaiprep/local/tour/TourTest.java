package com.ieltsaiprep.local.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.CommandErrors;
import com.ieltsaiprep.local.api.ApiConfig;
import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.control.Stacks;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.stack.StackAddress;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class TourTest {
    private static final String SETTINGS =
            "{\"lagMs\":300,\"stopped\":[\"eu-west-1\"],\"underWay\":0}";

    private static final String CALL =
            "{\"role\":\"auth\",\"roleRegion\":\"eu-west-1\",\"action\":\"dynamodb:GetItem\","
                    + "\"region\":\"us-east-1\",\"resource\":\"table/users\"}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> lags = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    @TempDir private Path folder;
    private HttpServer server;
    private boolean isShared;
    private String awsCalls = "[]";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/replication", this::replication);
        server.createContext("/aws-calls", this::awsCalls);
        server.createContext("/config", call -> respond(call, regionConfig()));
        server.createContext("/", call -> respond(call, "{}"));
        server.createContext("/me", call -> respond(call, "{\"email\":\"an@example.com\"}"));
        server.start();
        ApiConfig config =
                new ApiConfig(
                        List.of(),
                        List.of(new ApiConfig.RegionConfig(Region.VIRGINIA, 0, Map.of())),
                        new ApiConfig.LambdaPorts(0, 0));
        list("");
        Files.write(folder.resolve("api.json"), JsonValues.write(config));
    }

    private String regionConfig() {
        ObjectNode config = JsonValues.object();
        for (Region region : Region.values()) {
            config.withObject("regions").put(region.awsName(), here().toString());
        }
        return config.toString();
    }

    private URI here() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void runsEveryStepWithAReplicationLagAndRestoresTheSettings() {
        assertThat(tour(step("first"), step("second"))).isZero();

        assertThat(steps).containsExactly("first", "second");
        assertThat(lags)
                .containsExactly(
                        "{\"lagMs\":2000,\"stopped\":[\"eu-west-1\"]}",
                        "{\"lagMs\":300,\"stopped\":[\"eu-west-1\"]}");
        assertThat(text(out))
                .contains("first             there ", " ms  seen\n", "tour: passed, 2 steps");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void anAwsCallThatIsNotListedFailsTheTour() throws IOException {
        awsCalls = "[" + CALL + "]";

        assertThat(tour(step("first"))).isEqualTo(1);

        assertThat(folder.resolve("target/aws-calls.json")).content().contains(CALL);
        assertThat(text(out))
                .contains("aws calls: 1 distinct, written to target/aws-calls.json\n")
                .doesNotContain("passed");
        assertThat(text(err))
                .isEqualTo(
                        "tour: FAILED at the AWS calls: role auth of eu-west-1: dynamodb:GetItem on"
                                + " table/users in us-east-1 is not in docs/aws-calls.json\n");
        list(CALL);
        assertThat(tour(step("first"))).isZero();
    }

    @Test
    void aListedAwsCallThatWasNotMadeFailsTheTour() throws IOException {
        list(CALL);

        assertThat(tour(step("first"))).isEqualTo(1);
        assertThat(text(err))
                .contains("table/users in us-east-1 is in docs/aws-calls.json, was not made");
    }

    @Test
    void onAStackThatRanBeforeOnlyCallsOfTheTourCount() throws IOException {
        isShared = true;
        awsCalls = "[" + CALL + "]";
        list(CALL.replace("GetItem", "PutItem"));

        assertThat(tour(step("first"))).isZero();
        assertThat(awsCalls).isEqualTo("[]");
    }

    private void list(String calls) throws IOException {
        Path file = Files.createDirectories(folder.resolve("docs")).resolve("aws-calls.json");
        Files.writeString(file, "{\"calls\":[" + calls + "]}");
    }

    private void awsCalls(HttpExchange call) throws IOException {
        if (call.getRequestMethod().equals("DELETE")) {
            awsCalls = "[]";
        }
        respond(call, awsCalls);
    }

    @Test
    void endsAtTheFirstFailingStepAndReportsTheActualOutcome() {
        TourStep wrong =
                step(
                        "wrong",
                        () ->
                                new ApiClient(Map.of(Region.IRELAND, here()), "test")
                                        .get(Region.IRELAND, "/me", "token")
                                        .expect("401 session_revoked"));

        assertThat(tour(step("first"), wrong, step("third"))).isEqualTo(1);

        assertThat(steps).containsExactly("first", "wrong");
        assertThat(lags).last().asString().contains("300");
        assertThat(text(out)).contains("FAILED").doesNotContain("passed");
        assertThat(text(err))
                .isEqualTo(
                        "tour: FAILED at wrong: GET /me in eu-west-1: expected 401 session_revoked,"
                                + " came 200; request id r-1\n");
    }

    @Test
    void aMissingFieldOfAResponseIsReported() {
        ApiResponse response =
                new ApiResponse(
                        "GET /me in eu-west-1",
                        200,
                        HttpHeaders.of(Map.of("X-Request-Id", List.of("r-1")), (_, _) -> true),
                        JsonValues.write(Map.of("name", "An")),
                        1);

        assertThat(response.expect("200").expect("name", "An")).isEqualTo(response);
        assertThat(response.toString()).doesNotContain("An");
        assertThat(tour(step("fields", () -> response.expect("email", "an@example.com"))))
                .isEqualTo(1);
        assertThat(text(err)).contains("expected email in the answer, came none; request id r-1");
    }

    @Test
    void takesNoArguments() {
        assertThat(tour(List.of(), "--fast")).isEqualTo(2);
        assertThat(tour(List.of(), "--help")).isZero();
        assertThat(text(out)).contains("Usage: tour", "registers and confirms");
    }

    private int tour(TourStep... given) {
        return tour(List.of(given));
    }

    private int tour(List<TourStep> given, String... arguments) {
        Tour tour = new Tour(_ -> new FakeStack(), folder, print(out), print(err), given);
        return CommandErrors.commandLine(tour, print(out), print(err)).execute(arguments);
    }

    private TourStep step(String name) {
        return step(name, () -> {});
    }

    private TourStep step(String name, Runnable action) {
        return new TourStep(
                name,
                "there",
                (_, _) -> {
                    steps.add(name);
                    action.run();
                    return "seen";
                });
    }

    private void replication(HttpExchange call) throws IOException {
        if (call.getRequestMethod().equals("PUT")) {
            byte[] order = call.getRequestBody().readAllBytes();
            lags.add(new String(order, StandardCharsets.UTF_8));
        }
        respond(call, SETTINGS);
    }

    private static void respond(HttpExchange call, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("X-Request-Id", "r-1");
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    private final class FakeStack implements Stacks.RunningStack {
        @Override
        public StackAddress address() {
            URI here = here();
            return new StackAddress(
                    here,
                    here,
                    here,
                    here,
                    new StackAddress.Controls(here, here, here, here, here, null),
                    new StackAddress.Functions(
                            folder.resolve("api.json"), here, folder, "an@example.com", "secret"));
        }

        @Override
        public boolean isShared() {
            return isShared;
        }

        @Override
        public void close() {}
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
