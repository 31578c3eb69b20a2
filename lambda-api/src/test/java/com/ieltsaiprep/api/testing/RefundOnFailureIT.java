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

/** Tests of rate-limit refunds for requests that fail while the home region is unavailable. */
final class RefundOnFailureIT {
    /** Number of attempts above every limit of an account or address. */
    private static final int ATTEMPTS_OVER_LIMIT = 25;

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);

    @Test
    void refundsRegistration() {
        assertNotCharged(
                () ->
                        sendToIreland(
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
    void refundsResentCode() {
        String secret = ApiWorld.secret(world.register(EMAIL, PASSWORD));

        assertNotCharged(
                () -> sendToIreland("POST", "/auth/resend-code", "", body("registration", secret)),
                202);
    }

    @Test
    void refundsPasswordReset() {
        world.createAccount();

        assertNotCharged(
                () -> sendToIreland("POST", "/auth/forgot-password", "", body("email", EMAIL)),
                202);
    }

    @Test
    void refundsSignIn() {
        world.createAccount();

        assertNotCharged(
                () ->
                        sendToIreland(
                                "POST",
                                "/auth/sign-in",
                                "",
                                body("email", EMAIL, "password", PASSWORD)),
                200);
    }

    @Test
    void refundsConfirmation() {
        String secret = ApiWorld.secret(world.register(EMAIL, PASSWORD));

        assertNotCharged(
                () ->
                        sendToIreland(
                                "POST",
                                "/auth/confirm",
                                "",
                                body("registration", secret, "code", world.emails.code())),
                204);
    }

    @Test
    void refundsPasswordChange() {
        String userId = world.createAccount();
        world.replicate();
        String body = body("current_password", PASSWORD, "new_password", "another set of words");

        assertNotCharged(() -> sendToIreland("POST", "/auth/change-password", userId, body), 200);
    }

    @Test
    void refundsDeletion() {
        String userId = world.createAccount();
        world.replicate();

        assertNotCharged(
                () -> sendToIreland("DELETE", "/me", userId, body("password", PASSWORD)), 204);
    }

    @Test
    void refundsExport() {
        String userId = world.createAccount();
        world.replicate();

        assertNotCharged(() -> sendToIreland("GET", "/me/export", userId, ""), 200);
    }

    private Response sendToIreland(String method, String path, String userId, String body) {
        return world.in(Region.IRELAND).sendAs(userId, method, path, body);
    }

    private void assertNotCharged(Supplier<Response> request, int status) {
        world.address = "192.0.2.7";
        world.home().setUnavailable(true);
        for (int i = 0; i < ATTEMPTS_OVER_LIMIT; i++) {
            assertThatThrownBy(request::get).isInstanceOf(DatabaseUnavailableException.class);
        }
        world.home().setUnavailable(false);

        assertThat(request.get().status()).isEqualTo(status);
    }
}
