package com.ieltsaiprep.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.http.RandomBodies;
import com.ieltsaiprep.api.platform.http.Response;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Map;

/** Fuzz tests of the endpoints: no body causes a server error. */
final class RandomRequestsIT {
    private static final Map<String, String> VALID =
            Map.ofEntries(
                    Map.entry("email", "\"an@example.com\""),
                    Map.entry("password", "\"seven green lanterns\""),
                    Map.entry("current_password", "\"seven green lanterns\""),
                    Map.entry("new_password", "\"eight green lanterns\""),
                    Map.entry("code", "\"BBBB-BBBB\""),
                    Map.entry("registration", "\"a-secret\""),
                    Map.entry("name", "\"An\""),
                    Map.entry("target_band", "6.5"),
                    Map.entry("test_date", "\"2027-03-14\""),
                    Map.entry("device", "\"Firefox on Linux\""),
                    Map.entry("age_confirmed", "true"),
                    Map.entry("consent", "{\"terms_version\": \"2026-11-01\"}"),
                    Map.entry("token", "\"us.AAAAAAAAAAAAAAAAAAAAAA\""),
                    Map.entry("secret", "\"a-secret\""),
                    Map.entry("approve", "true"),
                    Map.entry("refresh_token", "\"us.AAAAAAAAAAAAAAAAAAAAAA.B\""));

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);

    @ParameterizedTest
    @CsvSource({
        "POST, /auth/register",
        "POST, /auth/confirm",
        "POST, /auth/resend-code",
        "POST, /auth/sign-in",
        "POST, /auth/refresh",
        "POST, /auth/sign-out",
        "POST, /auth/sign-out-everywhere",
        "POST, /auth/change-password",
        "POST, /auth/forgot-password",
        "POST, /auth/reset-password",
        "POST, /auth/generate-qr",
        "POST, /auth/qr-session",
        "POST, /mobile-authenticate",
        "GET, /me",
        "PATCH, /me",
        "DELETE, /me",
        "GET, /me/export"
    })
    void respondsToAnyBody(String method, String path) {
        RandomBodies bodies = new RandomBodies(7);
        String userId = world.createAccount();
        for (int i = 0; i < RandomBodies.COUNT_WITH_DATABASE; i++) {
            // Advances the clock past the rate limits.
            world.clock.advance(Duration.ofMinutes(20));
            String body = bodies.like(VALID);

            Response response = world.send(method, path, userId, body);

            assertThat(response.status()).as("%s: %s", i, body).isBetween(200, 499);
            userId = world.account(userId).isPresent() ? userId : world.createAccount();
        }
        assertThat(world.emails.all())
                .extracting(sent -> sent.to().text())
                .allSatisfy(to -> assertThat(to).matches("[!-~]+@[!-~]+"));
    }
}
