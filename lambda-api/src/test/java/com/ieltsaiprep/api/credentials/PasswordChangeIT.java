package com.ieltsaiprep.api.credentials;

import static com.ieltsaiprep.api.testing.ApiWorld.EMAIL;
import static com.ieltsaiprep.api.testing.ApiWorld.PASSWORD;
import static com.ieltsaiprep.api.testing.ApiWorld.body;
import static com.ieltsaiprep.api.testing.ApiWorld.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
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
import java.util.ArrayList;
import java.util.List;

final class PasswordChangeIT {
    private static final String NEW = "eight green lanterns";

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);

    @Test
    void changesPasswordAndRevokesOtherSessions() {
        String userId = world.createAccount();
        world.signIn(EMAIL, PASSWORD);
        world.signIn(EMAIL, PASSWORD);

        Response changed = change(userId, PASSWORD, NEW);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(world.devices(userId)).hasSize(1);
        assertThat(account(userId).sessionsValidAfter()).isEqualTo(nowInMillis());
        assertThat(world.emails.last()).isEqualTo(EmailMessage.passwordChanged());
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
        assertThat(world.signIn(EMAIL, NEW).status()).isEqualTo(200);
    }

    @Test
    void refusesChangeWithWrongCurrentPassword() {
        String userId = world.createAccount();
        world.signIn(EMAIL, PASSWORD);

        Response refused = change(userId, "not the password", NEW);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(json(refused).get("type").asText()).endsWith("/password_wrong");
        assertThat(world.devices(userId)).hasSize(2);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void refusesChangeForDeletedAccount() {
        String userId = world.createAccount();
        String token = world.in(Region.VIRGINIA).accessToken(userId);
        world.in(Region.VIRGINIA).send("DELETE", "/me", token, body("password", PASSWORD));

        Response refused =
                world.in(Region.VIRGINIA)
                        .send(
                                "POST",
                                "/auth/change-password",
                                token,
                                body("current_password", PASSWORD, "new_password", NEW));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(json(refused).get("type").asText()).endsWith("/session_expired");
    }

    @Test
    void keepsPasswordWhenProfileReadFails() {
        String userId = world.createAccount();
        world.home().failUnsent("BatchGetItem", 1);

        assertThatThrownBy(() -> change(userId, PASSWORD, NEW))
                .isInstanceOf(DatabaseUnavailableException.class);

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void changesPasswordWhenNewSessionCannotBeIssued() {
        String userId = world.createAccount();
        world.signIn(EMAIL, PASSWORD);
        String token = world.in(Region.VIRGINIA).accessToken(userId);
        world.home().failUnsent("TransactWriteItems", 2);

        Response changed =
                world.in(Region.VIRGINIA)
                        .send(
                                "POST",
                                "/auth/change-password",
                                token,
                                body("current_password", PASSWORD, "new_password", NEW));

        assertThat(changed.status()).isEqualTo(401);
        assertThat(json(changed).get("type").asText()).endsWith("/session_revoked");
        assertThat(json(changed).get("detail").asText()).startsWith("The password is changed");
        assertThat(world.log.cleanupFailures()).containsExactly("cached_sign_ins", "sign_in");
        assertThat(world.devices(userId)).isEmpty();
        assertThat(world.signIn(EMAIL, NEW).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "password123", "1234567890"})
    void refusesCommonNewPassword(String newPassword) {
        String userId = world.createAccount();

        Response refused = change(userId, PASSWORD, newPassword);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo("new_password");
    }

    @Test
    void appliesOneOfTwoConcurrentChanges() {
        String userId = world.createAccount();
        // The first transaction issues the session of the request.
        world.beforeTransaction(
                () ->
                        world.beforeTransaction(
                                () -> change(userId, PASSWORD, "nine green lanterns")));

        assertThat(change(userId, PASSWORD, NEW).status()).isEqualTo(403);
        assertThat(world.signIn(EMAIL, "nine green lanterns").status()).isEqualTo(200);
    }

    @Test
    void keepsLaterRevocationOfConcurrentRequest() {
        String userId = world.createAccount();
        List<Instant> revokedAt = new ArrayList<>();
        // The first transaction issues the session of the request.
        world.beforeTransaction(
                () ->
                        world.beforeTransaction(
                                () -> {
                                    world.clock.advance(Duration.ofSeconds(1));
                                    revokedAt.add(nowInMillis());
                                    world.in(Region.VIRGINIA).sessions().endAll(userId);
                                    world.home().failUnsent("UpdateItem", 1);
                                }));

        assertThat(change(userId, PASSWORD, NEW).status()).isEqualTo(200);

        assertThat(world.log.cleanupFailures()).containsExactly("cached_sign_ins", "sign_ins");
        assertThat(account(userId).sessionsValidAfter()).isEqualTo(revokedAt.getFirst());
        assertThat(world.signIn(EMAIL, NEW).status()).isEqualTo(200);
    }

    @Test
    void revokesSessionsThatBeganWhileThePasswordWasHashed() {
        String userId = world.createAccount();
        world.passwords.duringNextHash(() -> world.clock.advance(Duration.ofSeconds(1)));
        world.beforeTransaction(
                () -> world.beforeTransaction(() -> world.home().failUnsent("UpdateItem", 1)));

        change(userId, PASSWORD, NEW);

        assertThat(account(userId).sessionsValidAfter()).isEqualTo(nowInMillis());
    }

    @Test
    void limitsPasswordGuessesPerAccount() {
        String userId = world.createAccount();
        for (int i = 0; i < 10; i++) {
            assertThat(change(userId, "guess number " + i, NEW).status()).isEqualTo(403);
        }

        assertThat(change(userId, PASSWORD, NEW).status()).isEqualTo(429);
        assertThat(world.send("DELETE", "/me", userId, body("password", PASSWORD)).status())
                .isEqualTo(429);
    }

    @Test
    void authenticatesBeforePasswordCheck() {
        assertThat(change("", PASSWORD, NEW).status()).isEqualTo(401);
        assertThat(world.passwords.takeCount()).isZero();
    }

    private Instant nowInMillis() {
        return world.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private Account account(String userId) {
        return world.account(userId).orElseThrow();
    }

    private Response change(String userId, String currentPassword, String newPassword) {
        return world.send(
                "POST",
                "/auth/change-password",
                userId,
                body("current_password", currentPassword, "new_password", newPassword));
    }
}
