package com.ieltsaiprep.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.entitlement.FakeLedger;
import com.ieltsaiprep.api.session.Bench;
import com.ieltsaiprep.api.session.Client;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.Ticket;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class TicketRoutesTest {
    private static final String PATH = "/api/nova-sonic/sessions";
    private static final SpeechEndpoints PLACE =
            new SpeechEndpoints(
                    "wss://streaming-us.ieltsaiprep.com/nova-sonic",
                    "https://streaming-us.ieltsaiprep.com/probe",
                    "https://api-us.ieltsaiprep.com",
                    "us-east-1");

    private final Bench bench = new Bench(Region.VIRGINIA);
    private final Map<String, Ticket> tickets = new HashMap<>();
    private final FakeLedger ledger = new FakeLedger();
    private final Entitlements attempts = new Entitlements(ledger, bench.secrets(), bench.clock());
    private boolean redisAway;
    private boolean newTests = true;
    private final Client client =
            new Client(
                    new TicketRoutes(
                                    attempts,
                                    this::put,
                                    new TicketRoutes.Parts(
                                            bench.authenticator(), bench.limits(), () -> newTests),
                                    new Random(3),
                                    PLACE)
                            .routes());

    private boolean put(String secret, Ticket ticket) {
        if (!redisAway) {
            tickets.put(secret, ticket);
        }
        return !redisAway;
    }

    @BeforeEach
    void annaHasTwoAttempts() {
        attempts.grant("anna", "g", ExamModule.ACADEMIC_SPEAKING, 2, "a test");
        client.as(bench.signIn("anna"));
    }

    private int left() {
        return attempts.left("anna").getOrDefault(ExamModule.ACADEMIC_SPEAKING, 0);
    }

    private static String session(String id) {
        return "{\"session_id\":\"" + id + "\"}";
    }

    @Test
    void whoHasAnAttemptGetsATicket() {
        Client.Answer answer = client.post(PATH, "");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(tickets.get(answer.text("ticket")))
                .isEqualTo(new Ticket(answer.text("session_id"), "anna"));
        assertThat(answer.text("stream_url")).isEqualTo(PLACE.streamUrl());
        assertThat(answer.text("probe_url")).isEqualTo(PLACE.probeUrl());
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(60);
        assertThat(answer.body().path("distance").path("examiner_region").asText())
                .isEqualTo("us-east-1");
        assertThat(answer.body().path("distance").path("thresholds_ms").path("slow").asInt())
                .isEqualTo(400);
        assertThat(answer.body().path("distance").path("notices").path("bad").asText())
                .contains("skip");
        assertThat(answer.headers()).containsEntry("Cache-Control", List.of("no-store"));
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void whoseAccountIsDeletedElsewhereAtThisMomentGetsNoTicket() {
        ledger.beforeNextWrite(() -> ledger.delete("anna"));

        Client.Answer answer = client.post(PATH, "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("session_revoked");
        assertThat(answer.text("ticket")).isEmpty();
    }

    @Test
    void aSessionThatGoesOnGetsATicketAndPaysNothing() {
        String id = client.post(PATH, "{}").text("session_id");

        Client.Answer again = client.post(PATH, session(id));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("session_id")).isEqualTo(id);
        assertThat(tickets).hasSize(2);
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void anotherPersonsSessionIsUnknown() {
        String id = client.post(PATH, "").text("session_id");

        Client.Answer answer = client.as(bench.signIn("bob")).post(PATH, session(id));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("session_unknown");
        assertThat(tickets).hasSize(1);
    }

    @Test
    void aSessionThatIsOverGetsNone() {
        String id = client.post(PATH, "").text("session_id");
        client.post(PATH, "");

        Client.Answer answer = client.post(PATH, session(id));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("session_over");
    }

    @Test
    void whileRedisIsAwayNothingIsTaken() {
        String id = client.post(PATH, "").text("session_id");
        redisAway = true;

        for (String body : List.of("", session(id))) {
            Client.Answer answer = client.post(PATH, body);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.problem()).isEqualTo("tickets_unavailable");
            assertThat(answer.headers()).containsKey("Retry-After");
        }
        assertThat(left()).isEqualTo(1);
        redisAway = false;
        assertThat(client.post(PATH, session(id)).status()).isEqualTo(201);
    }

    @Test
    void whileNewTestsAreStoppedThoseUnderWayGoOn() {
        String id = client.post(PATH, "").text("session_id");
        newTests = false;

        Client.Answer answer = client.post(PATH, "");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("new_tests_stopped");
        assertThat(client.post(PATH, session(id)).status()).isEqualTo(201);
    }

    @Test
    void aRepeatedRequestGetsTheSameSession() {
        client.with("idempotency-key", "0123456789abcdef");
        Client.Answer first = client.post(PATH, "");
        bench.clock().pass(Duration.ofSeconds(59));

        Client.Answer second = client.post(PATH, "");

        assertThat(second.text("session_id")).isEqualTo(first.text("session_id"));
        assertThat(second.text("ticket")).isNotEqualTo(first.text("ticket"));
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        client.with("idempotency-key", "short");

        assertThat(client.post(PATH, "").status()).isEqualTo(400);
        assertThat(left()).isEqualTo(2);
    }

    @Test
    void withoutAnAttemptThereIsNoTicket() {
        Client.Answer answer = client.post(PATH, "{\"module\":\"general_speaking\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("no_attempts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"module\":\"academic_writing\"}",
                "{\"module\":1}",
                "{\"session_id\":\"#\"}",
                "[]"
            })
    void aBodyThatIsWrongIsRefused(String body) {
        assertThat(client.post(PATH, body).status()).isEqualTo(400);
        assertThat(tickets).isEmpty();
    }

    @Test
    void whoIsNotSignedInGetsNone() {
        assertThat(client.as("").post(PATH, "").status()).isEqualTo(401);
        assertThat(tickets).isEmpty();
    }

    @Test
    void ticketsAreGivenWithinALimit() {
        String id = client.post(PATH, "").text("session_id");
        for (int i = 1; i < 60; i++) {
            assertThat(client.post(PATH, session(id)).status()).isEqualTo(201);
        }

        assertThat(client.post(PATH, session(id)).status()).isEqualTo(429);
    }

    @Test
    void anotherRegionSaysWhereToAsk() {
        Client.Answer answer = new Client(new WrongRegionRoutes(PLACE).routes()).post(PATH, "");

        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.problem()).isEqualTo("wrong_region");
        assertThat(answer.text("address")).isEqualTo("https://api-us.ieltsaiprep.com");
    }
}
