package com.ieltsaiprep.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.http.RandomBodies;
import com.ieltsaiprep.api.platform.http.Response;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Map;

/** Whatever is sent is answered, and never with a failure of ours. */
final class RandomRequestsTest {
    private static final Map<String, String> RIGHT =
            Map.of(
                    "email", "\"an@example.com\"",
                    "password", "\"seven green lanterns\"",
                    "current_password", "\"seven green lanterns\"",
                    "new_password", "\"eight green lanterns\"",
                    "code", "\"BBBB-BBBB\"",
                    "registration", "\"a-secret\"",
                    "name", "\"An\"",
                    "device", "\"Firefox on Linux\"",
                    "age_confirmed", "true",
                    "consent", "{\"terms_version\": \"2026-11-01\"}");

    @ParameterizedTest
    @CsvSource({
        "POST, /auth/register",
        "POST, /auth/confirm",
        "POST, /auth/resend-code",
        "POST, /auth/sign-in",
        "POST, /auth/change-password",
        "POST, /auth/forgot-password",
        "POST, /auth/reset-password",
        "GET, /me",
        "PATCH, /me",
        "DELETE, /me",
        "GET, /me/export"
    })
    void areAllAnswered(String method, String path) {
        RandomBodies bodies = new RandomBodies(7);
        World world = new World();
        String userId = world.someone();
        for (int i = 0; i < RandomBodies.COUNT; i++) {
            // So that limits do not answer in the place of the endpoint.
            world.clock.pass(Duration.ofMinutes(20));
            String body = bodies.like(RIGHT);

            Response response = world.ask(method, path, userId, body);

            assertThat(response.status()).as("%s: %s", i, body).isBetween(200, 499);
            userId = world.users.account(userId).isPresent() ? userId : world.someone();
        }
        assertThat(world.mail.sent())
                .extracting(sent -> sent.to().text())
                .allSatisfy(to -> assertThat(to).matches("[!-~]+@[!-~]+"));
    }
}
