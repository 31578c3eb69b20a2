package com.ieltsaiprep.api.ticket;

import static com.ieltsaiprep.api.testing.ApiWorld.body;
import static com.ieltsaiprep.api.testing.ApiWorld.json;
import static com.ieltsaiprep.api.testing.ApiWorld.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.TestDynamo;
import com.ieltsaiprep.api.platform.http.RandomBodies;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.lambda.TestRouter;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.testing.AccountFixtures;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.AuthRegion;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.EndedConversations;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.common.testing.LocalRedis;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

@ResourceLock(LocalRedis.LOCK)
class TicketRoutesIT {
    private static final String PATH = "/api/nova-sonic/sessions";
    private static final SpeechEndpoints ENDPOINTS =
            new SpeechEndpoints(
                    "wss://streaming-us.ieltsaiprep.com/nova-sonic",
                    "https://streaming-us.ieltsaiprep.com/probe",
                    "https://api-us.ieltsaiprep.com",
                    "us-east-1");

    @RegisterExtension private static final LocalDynamoDb LOCAL = new LocalDynamoDb();
    @RegisterExtension private final LocalRedis redis = new LocalRedis();

    private final ApiWorld world = new ApiWorld(LOCAL);
    private final AuthRegion virginia = world.in(Region.VIRGINIA);

    /** Client that neither records calls nor injects faults. */
    private final RegionalDynamo direct = TestDynamo.in(Region.VIRGINIA, LOCAL);

    private final Entitlements entitlements = entitlements(direct);
    private final String anna = AccountFixtures.create(direct);
    private final AtomicLong nowUs = new AtomicLong();
    private BooleanSupplier newTestsAllowed = () -> true;
    private final Instant signedInAt = world.now().truncatedTo(ChronoUnit.MILLIS);
    private String accessToken = virginia.accessToken(anna);
    private RedisClient tickets;
    private TestRouter router;

    private Entitlements entitlements(RegionalDynamo dynamo) {
        return new Entitlements(dynamo, new TokenGenerator(new Random()), world.clock);
    }

    @BeforeEach
    void createRouterWithTwoAttempts() {
        entitlements.grant(anna, "g", ExamModule.ACADEMIC_SPEAKING, 2, "a test");
        tickets =
                RedisClient.forRequiredData(
                        new RedisAddress("127.0.0.1", redis.port(), false, "", ""),
                        () -> {
                            throw new AssertionError("no TLS");
                        },
                        nowUs::get);
        router =
                new TestRouter(
                        new TicketRoutes(
                                        entitlements(virginia.dynamo()),
                                        new RedisTicketStore(tickets, virginia.events()),
                                        virginia.guard(),
                                        () -> newTestsAllowed.getAsBoolean(),
                                        new Random(3),
                                        ENDPOINTS)
                                .routes());
    }

    private Response post(String body) {
        return router.handle(virginia.request("POST", PATH, accessToken, body));
    }

    private Response resume(String sessionId) {
        return post(body("session_id", sessionId));
    }

    /** Begins a test, and returns its session id. */
    private String begin() {
        Response response = post("");
        assertThat(response.status()).isEqualTo(201);
        return json(response).get("session_id").asText();
    }

    /** Begins a test concurrently by another request of the same account. */
    private void beginConcurrently() {
        entitlements.commit(
                anna,
                entitlements
                        .prepare(anna, ExamModule.ACADEMIC_SPEAKING, Optional.empty())
                        .orElseThrow());
    }

    private int balance() {
        return entitlements.balances(anna).getOrDefault(ExamModule.ACADEMIC_SPEAKING, 0);
    }

    private Optional<Ticket> ticket(Response response) {
        return tickets.get(Ticket.redisKey(json(response).get("ticket").asText()))
                .flatMap(Ticket::fromJson);
    }

    private void assertProblem(Response response, int status, String type) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(problem(response)).isEqualTo(type);
        assertThat(json(response).has("ticket")).isFalse();
    }

    @Test
    void issuesTicketForAttempt() {
        Response response = post("");

        assertThat(response.status()).isEqualTo(201);
        JsonNode body = json(response);
        assertThat(ticket(response))
                .contains(new Ticket(body.get("session_id").asText(), anna, signedInAt));
        assertThat(body.get("stream_url").asText()).isEqualTo(ENDPOINTS.streamUrl());
        assertThat(body.get("probe_url").asText()).isEqualTo(ENDPOINTS.probeUrl());
        assertThat(body.get("expires_in").asInt()).isEqualTo(60);
        assertThat(body.at("/distance/examiner_region").asText()).isEqualTo("us-east-1");
        assertThat(body.at("/distance/thresholds_ms/slow").asInt()).isEqualTo(400);
        assertThat(body.at("/distance/notices/bad").asText()).contains("skip");
        assertThat(response.headers()).containsEntry("Cache-Control", List.of("no-store"));
        assertThat(balance()).isEqualTo(1);
    }

    @Test
    void storesTicketForOneMinute() throws IOException {
        String key = Ticket.redisKey(json(post("")).get("ticket").asText());

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream()
                    .write("TTL %s\r\n".formatted(key).getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII))
                    .isIn(":60", ":59");
        }
    }

    @Test
    void issuesNoTicketToConcurrentlyDeletedAccount() {
        world.beforeTransaction(() -> AccountFixtures.delete(direct, anna));

        assertProblem(post(""), 401, "session_revoked");
    }

    @Test
    void resumesSessionWithoutAnotherAttempt() {
        String id = begin();
        world.clock.advance(Duration.ofSeconds(30));

        Response resumed = resume(id);

        assertThat(resumed.status()).isEqualTo(201);
        assertThat(ticket(resumed)).contains(new Ticket(id, anna, signedInAt));
        assertThat(balance()).isEqualTo(1);
    }

    @Test
    void refusesSessionOfOtherAccount() {
        String id = begin();
        accessToken = virginia.accessToken(AccountFixtures.create(direct));

        assertProblem(resume(id), 404, "session_unknown");
    }

    @Test
    void refusesEndedSession() {
        String id = begin();
        begin();

        assertProblem(resume(id), 409, "session_over");
    }

    private Optional<String> mark(String id) {
        return tickets.get(EndedConversations.redisKey(id));
    }

    @Test
    void endsConversationOfSessionThatLosesItsAttempt() {
        String first = begin();
        assertThat(mark(first)).isEmpty();

        String second = begin();
        resume(second);

        assertThat(mark(first)).contains(EndedConversations.ALL);
        assertThat(mark(second)).isEmpty();
        assertThat(redis.command("TTL " + EndedConversations.redisKey(first)))
                .isIn(":" + EndedConversations.LIFETIME_SECONDS, ":" + (46 * 60 - 1));
    }

    @Test
    void keepsConversationOfEarlierAttempt() {
        begin();
        begin();
        String third = begin();

        begin();

        assertThat(balance()).isZero();
        assertThat(mark(third)).isEmpty();
    }

    /** The attempt is committed, and Redis took the ticket a moment ago. */
    @Test
    void issuesTicketWhenEarlierConversationCannotBeEnded() {
        begin();
        world.home().interleave("TransactWriteItems", 1, redis::stop);

        begin();

        assertThat(world.log.cleanupFailures()).containsExactly("conversations");
    }

    @Test
    void reservesNoAttemptWhileRedisIsUnavailable() {
        String id = begin();
        redis.stop();

        for (String body : List.of("", body("session_id", id))) {
            Response response = post(body);
            assertProblem(response, 503, "tickets_unavailable");
            assertThat(response.headers()).containsKey("Retry-After");
        }
        assertThat(balance()).isEqualTo(1);

        redis.start();
        nowUs.addAndGet(1_000_000);
        assertThat(resume(id).status()).isEqualTo(201);
    }

    @Test
    void resumesSessionsWhileNewTestsAreStopped() {
        String id = begin();
        newTestsAllowed = () -> false;

        assertProblem(post(""), 503, "new_tests_stopped");
        assertThat(resume(id).status()).isEqualTo(201);
    }

    @Test
    void beginsNoTestWhenSwitchCannotBeRead() {
        newTestsAllowed =
                () -> {
                    throw new IllegalStateException("unavailable");
                };

        assertThatIllegalStateException().isThrownBy(() -> post(""));
        assertThat(balance()).isEqualTo(2);
    }

    @Test
    void returnsSameSessionForRepeatedRequest() {
        virginia.withHeader("idempotency-key", "0123456789abcdef");
        JsonNode first = json(post(""));
        world.clock.advance(Duration.ofSeconds(59));

        JsonNode second = json(post(""));

        assertThat(second.get("session_id")).isEqualTo(first.get("session_id"));
        assertThat(second.get("ticket")).isNotEqualTo(first.get("ticket"));
        assertThat(balance()).isEqualTo(1);
    }

    @Test
    void refusesMalformedIdempotencyKey() {
        virginia.withHeader("idempotency-key", "short");

        Response refused = post("");

        assertProblem(refused, 400, "invalid_request");
        assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
        assertThat(balance()).isEqualTo(2);
    }

    @Test
    void preparesNewPlanOnConflict() {
        for (int i = 1; i < Entitlements.MAX_ATTEMPTS; i++) {
            world.home().interleave("TransactWriteItems", i, this::beginConcurrently);
        }

        assertThat(resume(begin()).status()).isEqualTo(201);
    }

    @Test
    void returnsUnavailableAfterRepeatedConflicts() {
        for (int i = 1; i <= Entitlements.MAX_ATTEMPTS; i++) {
            world.home().interleave("TransactWriteItems", i, this::beginConcurrently);
        }

        Response response = post("");

        assertProblem(response, 503, "unavailable");
        assertThat(response.headers()).containsKey("Retry-After");
    }

    @Test
    void issuesNoTicketWithoutAttempt() {
        assertProblem(post(body("module", "general_speaking")), 403, "no_attempts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"module\":\"academic_writing\"}",
                "{\"module\":1}",
                "{\"session_id\":\"#\"}",
                "[]"
            })
    void refusesInvalidBody(String body) {
        assertProblem(post(body), 400, "invalid_request");
        assertThat(balance()).isEqualTo(2);
    }

    @Test
    void issuesNoTicketWithoutSession() {
        accessToken = "";

        assertProblem(post(""), 401, "unauthenticated");
    }

    @Test
    void limitsTicketsPerAccount() {
        String id = begin();
        for (int i = 1; i < 60; i++) {
            assertThat(resume(id).status()).isEqualTo(201);
        }

        assertProblem(resume(id), 429, "too_many_requests");
    }

    @Test
    void returnsHomeRegionAddressInOtherRegion() {
        Response response =
                new TestRouter(TicketRoutes.inWrongRegion(ENDPOINTS))
                        .handle(virginia.request("POST", PATH, accessToken, ""));

        assertProblem(response, 421, "wrong_region");
        assertThat(json(response).get("address").asText())
                .isEqualTo("https://api-us.ieltsaiprep.com");
    }

    @Test
    void respondsToAnyBody() {
        RandomBodies bodies = new RandomBodies(17);
        for (int i = 0; i < RandomBodies.COUNT_WITH_DATABASE; i++) {
            entitlements.grant(anna, "g" + i, ExamModule.ACADEMIC_SPEAKING, 1, "a test");
            // Advances the clock past the rate limits.
            world.clock.advance(Duration.ofMinutes(2));
            accessToken = virginia.accessToken(anna);
            String session = begin();
            String body =
                    bodies.like(
                            Map.of(
                                    "module",
                                    "\"academic_speaking\"",
                                    "session_id",
                                    "\"" + session + "\""));

            assertThat(post(body).status()).as("%s: %s", i, body).isBetween(200, 499);
        }
    }
}
