package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.http.RandomBodies;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;

/** Whatever is sent to go on with a sign-in is answered, and never with a failure of ours. */
class RandomSessionRequestsTest {
    private final Bench bench = new Bench(Region.IRELAND);
    private final Client client =
            new Client(
                    new SessionRoutes(
                                    bench.sessions(),
                                    bench.authenticator(),
                                    bench.answers(),
                                    bench.limits())
                            .routes());

    @ParameterizedTest
    @ValueSource(strings = {"/auth/refresh", "/auth/sign-out", "/auth/sign-out-everywhere"})
    void areAllAnswered(String path) {
        RandomBodies bodies = new RandomBodies(11);
        for (int i = 0; i < RandomBodies.COUNT; i++) {
            // So that limits do not answer in the place of the endpoint.
            bench.clock().pass(Duration.ofMinutes(2));
            client.as(bench.signIn("anna"));
            String token =
                    bench.sessions().issue("anna", "", bench.clock().instant()).refreshToken();
            String body = bodies.like(Map.of("refresh_token", "\"" + token + "\""));

            assertThat(client.post(path, body).status())
                    .as("%s: %s", i, body)
                    .isBetween(200, 499)
                    .isNotEqualTo(429);
        }
    }
}
