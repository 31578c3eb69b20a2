package com.ieltsaiprep.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.entitlement.FakeLedger;
import com.ieltsaiprep.api.platform.http.RandomBodies;
import com.ieltsaiprep.api.session.Bench;
import com.ieltsaiprep.api.session.Client;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** Whatever is sent to get a ticket is answered, and never with a failure of ours. */
class RandomTicketRequestsTest {
    private static final String PATH = "/api/nova-sonic/sessions";

    private final Bench bench = new Bench(Region.VIRGINIA);
    private final Entitlements attempts =
            new Entitlements(new FakeLedger(), bench.secrets(), bench.clock());
    private final Client client =
            new Client(
                    new TicketRoutes(
                                    attempts,
                                    (_, _) -> true,
                                    new TicketRoutes.Parts(
                                            bench.authenticator(), bench.limits(), () -> true),
                                    new Random(3),
                                    new SpeechEndpoints(
                                            "wss://stream.example/x",
                                            "https://stream.example/probe",
                                            "https://api-us.example",
                                            "us-east-1"))
                            .routes());

    @Test
    void areAllAnswered() {
        RandomBodies bodies = new RandomBodies(17);
        for (int i = 0; i < RandomBodies.COUNT; i++) {
            String grant = "g" + i;
            attempts.grant("anna", grant, ExamModule.ACADEMIC_SPEAKING, 1, "a test");
            client.as(bench.signIn("anna"));
            String session = client.post(PATH, "").text("session_id");
            // So that limits do not answer in the place of the endpoint.
            bench.clock().pass(Duration.ofMinutes(2));
            String body =
                    bodies.like(
                            Map.of(
                                    "module",
                                    "\"academic_speaking\"",
                                    "session_id",
                                    "\"" + session + "\""));

            assertThat(client.post(PATH, body).status())
                    .as("%s: %s", i, body)
                    .isBetween(200, 499)
                    .isNotEqualTo(429);
        }
    }
}
