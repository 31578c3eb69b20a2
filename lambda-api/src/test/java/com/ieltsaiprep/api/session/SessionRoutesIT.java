package com.ieltsaiprep.api.session;

import static com.ieltsaiprep.api.testing.ApiWorld.body;
import static com.ieltsaiprep.api.testing.ApiWorld.json;
import static com.ieltsaiprep.api.testing.ApiWorld.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.AuthRegion;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

final class SessionRoutesIT {
    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);
    private String userId = "";

    @BeforeEach
    void createAccount() {
        userId = world.createAccount();
    }

    private AuthRegion ireland() {
        return world.in(Region.IRELAND);
    }

    private Response refresh(String token) {
        return ireland().send("POST", "/auth/refresh", "", body("refresh_token", token));
    }

    private String refreshToken() {
        return ireland().sessions().issue(userId, "", world.now()).refreshToken();
    }

    @Test
    void exchangesRefreshTokenForSession() {
        String token = refreshToken();

        Response session = refresh(token);

        assertThat(session.status()).isEqualTo(200);
        assertThat(json(session).get("token_type").asText()).isEqualTo("Bearer");
        assertThat(json(session).get("access_token").asText()).matches("eu\\.[A-Za-z0-9_-]{43}");
        assertThat(json(session).get("expires_in").asInt()).isEqualTo(3_600);
        assertThat(json(session).get("refresh_token").asText()).isNotEqualTo(token);
        assertThat(json(session).get("refresh_expires_in").asInt()).isEqualTo(60 * 86_400);
        assertThat(json(session).at("/user/name").asText()).isEqualTo("An");
        assertThat(session.headers()).containsEntry("Cache-Control", List.of("no-store"));
    }

    @Test
    void refusesReusedRefreshToken() {
        String token = refreshToken();
        refresh(json(refresh(token)).get("refresh_token").asText());

        assertThat(problem(refresh(token))).isEqualTo("session_revoked");
        assertThat(world.log.of("refresh_token_reused")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "eu.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void reportsUnknownRefreshTokenAsExpired(String token) {
        Response refused = refresh(token);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(problem(refused)).isEqualTo("session_expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"refresh_token\":1}", "[]", "{\"refresh_token\":\"\"}"})
    void refusesBodyWithoutToken(String body) {
        assertThat(ireland().send("POST", "/auth/refresh", "", body).status()).isEqualTo(400);
    }

    @Test
    void limitsRefreshesPerNetwork() {
        world.address = "192.0.2.1";
        for (int i = 0; i < RateLimitRule.REFRESH_NETWORK.limit(); i++) {
            assertThat(refresh("x").status()).isEqualTo(401);
        }

        Response refused = refresh("x");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsKey("Retry-After");
    }

    @Test
    void endsSessionOnSignOut() {
        String token = ireland().accessToken(userId);

        assertThat(ireland().send("POST", "/auth/sign-out", token, "").status()).isEqualTo(204);
        assertThat(ireland().send("POST", "/auth/sign-out", token, "").status()).isEqualTo(401);
    }

    @Test
    void endsAllSessionsOnSignOutEverywhere() {
        String phone = ireland().accessToken(userId);
        String browser = ireland().accessToken(userId);
        world.clock.advance(Duration.ofMillis(1));

        assertThat(ireland().send("POST", "/auth/sign-out-everywhere", phone, "").status())
                .isEqualTo(204);

        assertThat(ireland().send("POST", "/auth/sign-out", browser, "").status()).isEqualTo(401);
    }

    @Test
    void requiresSessionForSignOut() {
        Response refused = ireland().send("POST", "/auth/sign-out-everywhere", "", "");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers()).containsEntry("WWW-Authenticate", List.of("Bearer"));
    }
}
