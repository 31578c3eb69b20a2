package com.ieltsaiprep.api.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.http.RandomBodies;
import com.ieltsaiprep.api.session.Bench;
import com.ieltsaiprep.api.session.Client;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;

/** Whatever is sent to sign a browser in is answered, and never with a failure of ours. */
class RandomQrRequestsTest {
    private final Bench bench = new Bench(Region.IRELAND);
    private final Client client =
            new Client(
                    new QrRoutes(
                                    new QrSignIns(
                                            new FakeQrStore(),
                                            bench.sessions(),
                                            bench.standings(),
                                            bench.secrets(),
                                            bench.clock(),
                                            Region.IRELAND),
                                    new QrRoutes.Parts(
                                            bench.authenticator(),
                                            bench.answers(),
                                            bench.limits(),
                                            bench.recorded(),
                                            (_, _, _, _) -> {}),
                                    "https://ieltsaiprep.com/a?token=")
                            .routes());

    @ParameterizedTest
    @ValueSource(strings = {"/auth/generate-qr", "/auth/qr-session", "/mobile-authenticate"})
    void areAllAnswered(String path) {
        RandomBodies bodies = new RandomBodies(13);
        for (int i = 0; i < RandomBodies.COUNT; i++) {
            client.as(bench.signIn("anna"));
            Client.Answer begun = client.post("/auth/generate-qr", "{}");
            // So that limits do not answer in the place of the endpoint.
            bench.clock().pass(Duration.ofSeconds(100));
            String body =
                    bodies.like(
                            Map.of(
                                    "token", "\"" + begun.text("token") + "\"",
                                    "secret", "\"" + begun.text("secret") + "\"",
                                    "approve", "true",
                                    "user_email", "\"an@example.com\"",
                                    "purchase_verified", "true"));

            assertThat(client.post(path, body).status())
                    .as("%s: %s", i, body)
                    .isBetween(200, 499)
                    .isNotEqualTo(429);
        }
    }
}
