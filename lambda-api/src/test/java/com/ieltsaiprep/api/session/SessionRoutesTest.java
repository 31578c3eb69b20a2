package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

class SessionRoutesTest {
    private final Bench bench = new Bench(Region.IRELAND);
    private final Client client =
            new Client(
                    new SessionRoutes(
                                    bench.sessions(),
                                    bench.authenticator(),
                                    bench.answers(),
                                    bench.limits())
                            .routes());

    @BeforeEach
    void somebody() {
        bench.standings().add("anna");
    }

    private static String body(String refreshToken) {
        return "{\"refresh_token\":\"" + refreshToken + "\"}";
    }

    @Test
    void aRefreshTokenBuysASession() {
        IssuedTokens issued = bench.sessions().issue("anna", "", bench.clock().instant());

        Client.Answer answer = client.post("/auth/refresh", body(issued.refreshToken()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.text("access_token")).matches("eu\\.[A-Za-z0-9_-]{43}");
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(answer.text("refresh_token")).isNotEqualTo(issued.refreshToken());
        assertThat(answer.body().path("refresh_expires_in").asInt()).isEqualTo(60 * 86_400);
        assertThat(answer.body().path("user").path("name").asText()).isEqualTo("anna");
        assertThat(answer.headers()).containsEntry("Cache-Control", List.of("no-store"));
    }

    @Test
    void aReusedRefreshTokenIsTold() {
        IssuedTokens issued = bench.sessions().issue("anna", "", bench.clock().instant());
        Client.Answer next = client.post("/auth/refresh", body(issued.refreshToken()));
        client.post("/auth/refresh", body(next.text("refresh_token")));

        Client.Answer answer = client.post("/auth/refresh", body(issued.refreshToken()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("session_revoked");
        assertThat(bench.recorded().events()).containsExactly("reused");
    }

    @Test
    void nothingIsExchangedIfTheAnswerCannotBeGiven() {
        IssuedTokens issued = bench.sessions().issue("anna", "", bench.clock().instant());
        bench.profilesAreAway(true);
        assertThatThrownBy(() -> client.post("/auth/refresh", body(issued.refreshToken())))
                .hasMessage("away");
        bench.profilesAreAway(false);
        bench.clock().pass(Duration.ofDays(2));

        assertThat(client.post("/auth/refresh", body(issued.refreshToken())).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "eu.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNoRefreshTokenHasExpired(String token) {
        Client.Answer answer = client.post("/auth/refresh", body(token));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("session_expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"refresh_token\":1}", "[]", "{\"refresh_token\":\"\"}"})
    void aBodyWithoutATokenIsWrong(String body) {
        assertThat(client.post("/auth/refresh", body).status()).isEqualTo(400);
    }

    @Test
    void refreshingIsLimited() {
        for (int i = 0; i < RateLimitRule.REFRESH_NETWORK.most(); i++) {
            assertThat(client.post("/auth/refresh", body("x")).status()).isEqualTo(401);
        }

        Client.Answer answer = client.post("/auth/refresh", body("x"));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers()).containsKey("Retry-After");
    }

    @Test
    void signingOutEndsTheSession() {
        client.as(bench.signIn("anna"));

        assertThat(client.post("/auth/sign-out", "").status()).isEqualTo(204);
        assertThat(client.post("/auth/sign-out", "").status()).isEqualTo(401);
    }

    @Test
    void signingOutEverywhereEndsTheOthersToo() {
        String phone = bench.signIn("anna");
        String page = bench.signIn("anna");
        bench.clock().pass(Duration.ofMillis(1));

        assertThat(client.as(phone).post("/auth/sign-out-everywhere", "").status()).isEqualTo(204);

        assertThat(client.as(page).post("/auth/sign-out", "").status()).isEqualTo(401);
    }

    @Test
    void nobodyCannotSignOut() {
        Client.Answer answer = client.post("/auth/sign-out-everywhere", "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsEntry("WWW-Authenticate", List.of("Bearer"));
    }
}
