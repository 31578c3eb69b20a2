package com.ieltsaiprep.api.testing;

import static com.ieltsaiprep.api.testing.ApiWorld.EMAIL;
import static com.ieltsaiprep.api.testing.ApiWorld.PASSWORD;
import static com.ieltsaiprep.api.testing.ApiWorld.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.function.Supplier;

/** A request that fails while the home region is unavailable is not charged to rate limits. */
final class RefundOnFailureIT {
    /** More than any limit of an account or an address allows. */
    private static final int OFTEN = 25;

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);

    @Test
    void registrations() {
        isNotCharged(
                () ->
                        ireland(
                                "POST",
                                "/auth/register",
                                "",
                                """
                                {"email": "an@example.com", "password": "seven green lanterns",
                                 "age_confirmed": true,
                                 "consent": {"terms_version": "2026-11-01"}}\
                                """),
                202);
    }

    @Test
    void furtherCodes() {
        String secret = ApiWorld.secret(world.register(EMAIL, PASSWORD));

        isNotCharged(
                () -> ireland("POST", "/auth/resend-code", "", body("registration", secret)), 202);
    }

    @Test
    void passwordResets() {
        world.someone();

        isNotCharged(() -> ireland("POST", "/auth/forgot-password", "", body("email", EMAIL)), 202);
    }

    @Test
    void signIns() {
        world.someone();

        isNotCharged(
                () ->
                        ireland(
                                "POST",
                                "/auth/sign-in",
                                "",
                                body("email", EMAIL, "password", PASSWORD)),
                200);
    }

    @Test
    void codes() {
        String secret = ApiWorld.secret(world.register(EMAIL, PASSWORD));

        isNotCharged(
                () ->
                        ireland(
                                "POST",
                                "/auth/confirm",
                                "",
                                body("registration", secret, "code", world.emails.code())),
                204);
    }

    @Test
    void passwordChanges() {
        String userId = world.someone();
        world.replicate();
        String body = body("current_password", PASSWORD, "new_password", "another set of words");

        isNotCharged(() -> ireland("POST", "/auth/change-password", userId, body), 200);
    }

    @Test
    void deletions() {
        String userId = world.someone();
        world.replicate();

        isNotCharged(() -> ireland("DELETE", "/me", userId, body("password", PASSWORD)), 204);
    }

    @Test
    void exports() {
        String userId = world.someone();
        world.replicate();

        isNotCharged(() -> ireland("GET", "/me/export", userId, ""), 200);
    }

    private Response ireland(String method, String path, String userId, String body) {
        return world.in(Region.IRELAND).askAs(userId, method, path, body);
    }

    private void isNotCharged(Supplier<Response> request, int status) {
        world.address = "192.0.2.7";
        world.home().setUnavailable(true);
        for (int i = 0; i < OFTEN; i++) {
            assertThatThrownBy(request::get).isInstanceOf(DatabaseUnavailableException.class);
        }
        world.home().setUnavailable(false);

        assertThat(request.get().status()).isEqualTo(status);
    }
}
