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
    void givesTokensThatAreNotKeptOnTheWay() {
        world.someone();

        Response session = world.signIn(EMAIL, PASSWORD);

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.headers()).containsEntry("Cache-Control", List.of("no-store"));
        assertThat(json(session).get("access_token").asText()).matches("us\\.[A-Za-z0-9_-]{43}");
    }

    @Test
    void saysAndDoesTheSameForAllThatIsNotRight() {
        world.someone();
        world.register("binh@example.com", PASSWORD);
        String chi = world.join("chi@example.com");
        world.ask("DELETE", "/me", chi, body("password", PASSWORD));
        world.passwords.takeCount();

        Response wrong = refused(EMAIL, "not the password");

        assertThat(refused("nobody@example.com", PASSWORD)).isEqualTo(wrong);
        assertThat(refused("binh@example.com", "not the password")).isEqualTo(wrong);
        assertThat(refused("binh@example.com", PASSWORD)).isEqualTo(wrong);
        assertThat(refused("chi@example.com", PASSWORD)).isEqualTo(wrong);
        assertThat(json(wrong).get("type").asText()).endsWith("/credentials_invalid");
    }

    private Response refused(String email, String password) {
        world.mark();
        Response response = world.signIn(email, password);
        assertThat(response.status()).isEqualTo(401);
        assertThat(world.passwords.takeCount()).isEqualTo(1);
        assertThat(world.operations()).containsExactly("GetItem");
        return response;
    }

    @Test
    void takesTenPasswordsForAnAccountFromANetwork() {
        world.someone();
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
    void limitsGuessesForAnAccountFromManyNetworks() {
        world.someone();
        guessFromEverywhere();

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(429);
    }

    private void guessFromEverywhere() {
        String own = world.address;
        world.address = "";
        for (int i = 0; i < RateLimitRule.SIGN_IN_ACCOUNT.limit(); i++) {
            assertThat(world.signIn(EMAIL, "guess number " + i).status()).isEqualTo(401);
        }
        assertThat(world.signIn(EMAIL, "one guess more").status()).isEqualTo(429);
        world.address = own;
    }

    @Test
    void letsPeopleInFromWhereTheyWereLetInBeforeWhateverStrangersTry() {
        world.someone();
        world.address = "2001:db8::7";
        world.signIn(EMAIL, PASSWORD);
        world.clock.advance(RateLimiter.KNOWN.minus(Duration.ofHours(1)));
        guessFromEverywhere();

        world.address = "2001:db8::8";
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void takesAWrongPasswordForNoReasonToKnowANetwork() {
        world.someone();
        world.address = "2001:db8::7";
        world.signIn(EMAIL, "not the password");
        world.clock.advance(RateLimitRule.SIGN_IN_ACCOUNT.window());
        guessFromEverywhere();

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void forgetsNetworksAfterAMonth() {
        world.someone();
        world.address = "2001:db8::7";
        world.signIn(EMAIL, PASSWORD);
        world.clock.advance(RateLimiter.KNOWN);
        guessFromEverywhere();

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void takesTenPasswordsFromANetworkThatItKnows() {
        world.someone();
        world.address = "2001:db8::7";
        world.signIn(EMAIL, PASSWORD);
        for (int i = 0; i < 9; i++) {
            world.signIn(EMAIL, "guess number " + i);
        }

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void letsInWhoHasSetANewPasswordByMailWhateverStrangersTry() {
        world.someone();
        guessFromEverywhere();
        world.address = "2001:db8::7";
        world.post("/auth/forgot-password", body("email", EMAIL));
        world.post(
                "/auth/reset-password",
                body("email", EMAIL, "code", world.emails.code(), "new_password", "nine lanterns"));

        assertThat(world.signIn(EMAIL, "nine lanterns").status()).isEqualTo(200);
    }

    @Test
    void limitsGuessesForUnknownAddressesJustSo() {
        world.address = "192.0.2.7";
        for (int i = 0; i < 10; i++) {
            world.signIn("nobody@example.com", "guess number " + i);
        }

        assertThat(world.signIn("nobody@example.com", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void hashesAnewWhatWasHashedWithLessEffort() {
        world.someone();
        String before = world.credentials(EMAIL).orElseThrow().passwordHash();
        world.passwords.raiseEffort();

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);

        assertThat(world.credentials(EMAIL).orElseThrow().passwordHash()).isNotEqualTo(before);
        world.passwords.takeCount();
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
        assertThat(world.passwords.takeCount()).isEqualTo(1);
    }

    @Test
    void letsNobodyInWhosePasswordWasChangedWhileItWasCompared() {
        String userId = world.someone();
        world.passwords.duringNextComparison(
                () -> {
                    world.clock.advance(Duration.ofMillis(5));
                    world.ask(
                            "POST",
                            "/auth/change-password",
                            userId,
                            body("current_password", PASSWORD, "new_password", "eight lanterns"));
                });

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void countsFromWhenThePasswordWasShown() {
        String userId = world.someone();
        Instant shown = world.now();
        world.passwords.duringNextComparison(() -> world.clock.advance(Duration.ofSeconds(2)));

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);

        assertThat(world.in(Region.VIRGINIA).sessions().list(userId))
                .extracting(it -> it.get("signed_in_at"))
                .containsExactly(shown.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    @Test
    void letsNobodyInWhoseAccountWasDeletedWhileThePasswordWasCompared() {
        String userId = world.someone();
        world.passwords.duringNextComparison(
                () -> world.ask("DELETE", "/me", userId, body("password", PASSWORD)));

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void keepsHowTheDeviceIsCalled() {
        String userId = world.someone();

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
    void refusesABodyThatIsNotRightBeforeAnyWork(String body) {
        assertThat(world.post("/auth/sign-in", body).status()).isEqualTo(400);
        assertThat(world.passwords.takeCount()).isZero();
        assertThat(world.operations()).isEmpty();
    }
}
