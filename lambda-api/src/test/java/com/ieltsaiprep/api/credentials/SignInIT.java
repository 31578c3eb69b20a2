package com.ieltsaiprep.api.credentials;

import static com.ieltsaiprep.api.testing.ApiWorld.EMAIL;
import static com.ieltsaiprep.api.testing.ApiWorld.PASSWORD;
import static com.ieltsaiprep.api.testing.ApiWorld.body;
import static com.ieltsaiprep.api.testing.ApiWorld.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

final class SignInIT {
    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);

    @Test
    void returnsTokensInUncacheableResponse() {
        world.createAccount();

        Response session = world.signIn(EMAIL, PASSWORD);

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.headers()).containsEntry("Cache-Control", List.of("no-store"));
        assertThat(json(session).get("access_token").asText()).matches("us\\.[A-Za-z0-9_-]{43}");
    }

    @Test
    void returnsSameResponseForAnyInvalidCredentials() {
        world.createAccount();
        world.register("binh@example.com", PASSWORD);
        String deletedAccount = world.registerAndConfirm("chi@example.com");
        world.send("DELETE", "/me", deletedAccount, body("password", PASSWORD));
        world.passwords.takeCount();

        Response wrong = refused(EMAIL, "not the password");

        assertThat(refused("nobody@example.com", PASSWORD)).isEqualTo(wrong);
        assertThat(refused("binh@example.com", "not the password")).isEqualTo(wrong);
        assertThat(refused("binh@example.com", PASSWORD)).isEqualTo(wrong);
        assertThat(refused("chi@example.com", PASSWORD)).isEqualTo(wrong);
        assertThat(json(wrong).get("type").asText()).endsWith("/credentials_invalid");
    }

    private Response refused(String email, String password) {
        world.resetOperations();
        Response response = world.signIn(email, password);
        assertThat(response.status()).isEqualTo(401);
        assertThat(world.passwords.takeCount()).isEqualTo(1);
        assertThat(world.operations()).containsExactly("GetItem");
        return response;
    }

    @Test
    void allowsTenAttemptsPerAccountAndNetwork() {
        world.createAccount();
        world.address = "192.0.2.7";
        for (int i = 0; i < 10; i++) {
            assertThat(world.signIn(EMAIL, "guess number " + i).status()).isEqualTo(401);
        }
        world.passwords.takeCount();

        Response eleventh = world.signIn(EMAIL, PASSWORD);

        assertThat(eleventh.status()).isEqualTo(429);
        assertThat(eleventh.headers()).containsKey("Retry-After");
        assertThat(world.passwords.takeCount()).isZero();
        world.address = "192.0.2.8";
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void limitsAttemptsPerAccountAcrossNetworks() {
        world.createAccount();
        exhaustAccountLimit();

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(429);
    }

    private void exhaustAccountLimit() {
        String previousAddress = world.address;
        world.address = "";
        for (int i = 0; i < RateLimitRule.SIGN_IN_ACCOUNT.limit(); i++) {
            assertThat(world.signIn(EMAIL, "guess number " + i).status()).isEqualTo(401);
        }
        assertThat(world.signIn(EMAIL, "one guess more").status()).isEqualTo(429);
        world.address = previousAddress;
    }

    @Test
    void allowsSignInFromKnownNetworkDuringAttack() {
        world.createAccount();
        world.address = "2001:db8::7";
        world.signIn(EMAIL, PASSWORD);
        world.clock.advance(RateLimiter.KNOWN.minus(Duration.ofHours(1)));
        exhaustAccountLimit();

        world.address = "2001:db8::8";
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void doesNotMarkNetworkKnownAfterWrongPassword() {
        world.createAccount();
        world.address = "2001:db8::7";
        world.signIn(EMAIL, "not the password");
        world.clock.advance(RateLimitRule.SIGN_IN_ACCOUNT.window());
        exhaustAccountLimit();

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void expiresKnownNetworkAfterOneMonth() {
        world.createAccount();
        world.address = "2001:db8::7";
        world.signIn(EMAIL, PASSWORD);
        world.clock.advance(RateLimiter.KNOWN);
        exhaustAccountLimit();

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void allowsTenAttemptsFromKnownNetwork() {
        world.createAccount();
        world.address = "2001:db8::7";
        world.signIn(EMAIL, PASSWORD);
        for (int i = 0; i < 9; i++) {
            world.signIn(EMAIL, "guess number " + i);
        }

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void allowsSignInAfterPasswordResetDuringAttack() {
        world.createAccount();
        exhaustAccountLimit();
        world.address = "2001:db8::7";
        world.post("/auth/forgot-password", body("email", EMAIL));
        world.post(
                "/auth/reset-password",
                body("email", EMAIL, "code", world.emails.code(), "new_password", "nine lanterns"));

        assertThat(world.signIn(EMAIL, "nine lanterns").status()).isEqualTo(200);
    }

    @Test
    void limitsAttemptsForUnknownAddress() {
        world.address = "192.0.2.7";
        for (int i = 0; i < 10; i++) {
            world.signIn("nobody@example.com", "guess number " + i);
        }

        assertThat(world.signIn("nobody@example.com", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void rehashesPasswordWithOutdatedParameters() {
        world.createAccount();
        String before = world.credentials(EMAIL).orElseThrow().passwordHash();
        world.passwords.outdateHashes();

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);

        assertThat(world.credentials(EMAIL).orElseThrow().passwordHash()).isNotEqualTo(before);
        world.passwords.takeCount();
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
        assertThat(world.passwords.takeCount()).isEqualTo(1);
    }

    @Test
    void refusesSignInWhenPasswordChangesDuringCheck() {
        String userId = world.createAccount();
        world.passwords.duringNextComparison(
                () -> {
                    world.clock.advance(Duration.ofMillis(5));
                    world.send(
                            "POST",
                            "/auth/change-password",
                            userId,
                            body("current_password", PASSWORD, "new_password", "eight lanterns"));
                });

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void datesSessionFromPasswordSubmission() {
        String userId = world.createAccount();
        Instant submittedAt = world.now();
        world.passwords.duringNextComparison(() -> world.clock.advance(Duration.ofSeconds(2)));

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);

        assertThat(world.in(Region.VIRGINIA).sessions().list(userId))
                .extracting(it -> it.get("signed_in_at"))
                .containsExactly(submittedAt.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    @Test
    void refusesSignInOfAccountDeletedDuringPasswordCheck() {
        String userId = world.createAccount();
        world.passwords.duringNextComparison(
                () -> world.send("DELETE", "/me", userId, body("password", PASSWORD)));

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void acceptsAddressWithInvisibleCharactersAround() {
        world.createAccount();

        assertThat(world.signIn("\ufeff\u00a0" + EMAIL + "\u200b", PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void storesDeviceName() {
        String userId = world.createAccount();

        world.post(
                "/auth/sign-in",
                body("email", EMAIL, "password", PASSWORD, "device", "  Điện thoại của An "));
        world.signIn(EMAIL, PASSWORD);

        assertThat(world.devices(userId)).containsExactlyInAnyOrder("Điện thoại của An", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\": \"an@example.com\", \"password\": \"\"}",
                "{\"email\": \"an@example.com\", \"password\": true}",
                "{\"email\": \"an@example.com\", \"password\": [\"seven green lanterns\"]}",
                "{\"email\": {\"S\": \"an@example.com\"}, \"password\": \"seven green lanterns\"}",
                "{\"email\": \"an\", \"password\": \"seven green lanterns\"}",
                "{\"email\": \"an@example.com\", \"password\": \"seven\", \"device\": \"a\\nb\"}"
            })
    void refusesInvalidBodyBeforePasswordCheck(String body) {
        assertThat(world.post("/auth/sign-in", body).status()).isEqualTo(400);
        assertThat(world.passwords.takeCount()).isZero();
        assertThat(world.operations()).isEmpty();
    }
}
