package com.ieltsaiprep.api.credentials;

import static com.ieltsaiprep.api.testing.ApiWorld.EMAIL;
import static com.ieltsaiprep.api.testing.ApiWorld.PASSWORD;
import static com.ieltsaiprep.api.testing.ApiWorld.body;
import static com.ieltsaiprep.api.testing.ApiWorld.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.LocalDynamoDb;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

final class PasswordResetIT {
    private static final String NEW = "eight green lanterns";

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);

    @Test
    void resetsPasswordWithEmailedCode() {
        String userId = world.createAccount();
        world.signIn(EMAIL, PASSWORD);
        assertThat(forgot(EMAIL).status()).isEqualTo(202);
        assertThat(world.emails.lastSubject()).contains("set a new password");

        assertThat(reset(EMAIL, world.emails.code(), NEW).status()).isEqualTo(204);

        assertThat(world.devices(userId)).isEmpty();
        assertThat(world.emails.last()).isEqualTo(EmailMessage.passwordChanged());
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
        assertThat(world.signIn(EMAIL, NEW).status()).isEqualTo(200);
    }

    @Test
    void acceptsResetCodeOnce() {
        world.createAccount();
        forgot(EMAIL);
        String code = world.emails.code();
        reset(EMAIL, code, NEW);

        assertThat(reset(EMAIL, code, "nine green lanterns").status()).isEqualTo(400);
        assertThat(world.signIn(EMAIL, NEW).status()).isEqualTo(200);
    }

    @Test
    void acceptsResetCodeOnceInConcurrentRequests() {
        world.createAccount();
        forgot(EMAIL);
        String code = world.emails.code();
        world.beforeTransaction(() -> reset(EMAIL, code, "nine green lanterns"));

        assertThat(reset(EMAIL, code, NEW).status()).isEqualTo(400);
        assertThat(world.signIn(EMAIL, "nine green lanterns").status()).isEqualTo(200);
    }

    @Test
    void refusesResetCodeThatThreeNewerOnesReplaceMeanwhile() {
        world.createAccount();
        forgot(EMAIL);
        String code = world.emails.code();
        world.beforeTransaction(
                () -> {
                    for (int i = 0; i < 3; i++) {
                        forgot(EMAIL);
                    }
                });

        assertThat(reset(EMAIL, code, NEW).status()).isEqualTo(400);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void expiresResetCodeAfterFifteenMinutesOrTooManyAttempts() {
        world.createAccount();
        forgot(EMAIL);
        world.clock.advance(Duration.ofMinutes(15));
        assertThat(reset(EMAIL, world.emails.code(), NEW).status()).isEqualTo(400);

        forgot(EMAIL);
        for (int i = 0; i < 500; i++) {
            assertThat(reset(EMAIL, "BBBB-BBBB", NEW).status()).isEqualTo(400);
        }
        assertThat(reset(EMAIL, world.emails.code(), NEW).status()).isEqualTo(400);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void refusesCodeOfOtherPurposeOrAccount() {
        String registration = secret(world.register(EMAIL, PASSWORD));
        String confirmation = world.emails.code();
        world.confirm(registration, confirmation);
        assertThat(reset(EMAIL, confirmation, NEW).status()).isEqualTo(400);

        world.registerAndConfirm("binh@example.com");
        forgot("binh@example.com");
        assertThat(reset(EMAIL, world.emails.code(), NEW).status()).isEqualTo(400);
    }

    @Test
    void acceptsEarlierCodeUntilExpiryOrReset() {
        world.createAccount();
        forgot(EMAIL);
        String first = world.emails.code();
        world.clock.advance(Duration.ofMinutes(14));
        forgot(EMAIL);
        String second = world.emails.code();
        assertThat(reset(EMAIL, first, NEW).status()).isEqualTo(204);
        assertThat(reset(EMAIL, second, "nine green lanterns").status()).isEqualTo(400);

        forgot(EMAIL);
        String third = world.emails.code();
        world.clock.advance(Duration.ofHours(1).minusMinutes(14));
        forgot(EMAIL);
        assertThat(reset(EMAIL, third, "nine green lanterns").status()).isEqualTo(400);
        assertThat(reset(EMAIL, world.emails.code(), "nine green lanterns").status())
                .isEqualTo(204);
    }

    @Test
    void changesPasswordWhenRevokedSessionsCannotBeDeleted() {
        String userId = world.createAccount();
        world.home().failUnsent("Query", 1).failUnsent("Query", 2);

        assertThat(change(userId, PASSWORD, NEW).status()).isEqualTo(200);
        forgot(EMAIL);
        assertThat(reset(EMAIL, world.emails.code(), "nine green lanterns").status())
                .isEqualTo(204);

        assertThat(account(userId).sessionsValidAfter()).isEqualTo(nowInMillis());
    }

    @ParameterizedTest
    @ValueSource(strings = {EMAIL, "nobody@example.com"})
    void makesEqualDatabaseCallsForKnownAndUnknownAddress(String email) {
        world.createAccount();
        int sentBefore = world.emails.all().size();
        world.resetOperations();

        forgot(email);

        assertThat(world.operations()).hasSize(2);
        assertThat(world.emails.all().size() - sentBefore + world.emails.pretended()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {EMAIL, "nobody@example.com"})
    void refundsRateLimitWhenEmailFails(String email) {
        world.createAccount();
        world.emails.setBroken(true);
        for (int i = 0; i < 2 * RateLimitRule.MAIL_ACCOUNT.limit(); i++) {
            assertThat(forgot(email).status()).isEqualTo(202);
        }
        world.address = "192.0.2.7";
        for (int i = 0; i < 10; i++) {
            assertThat(forgot(email).status()).isEqualTo(202);
        }
        world.emails.setBroken(false);
        for (int i = 0; i < 3; i++) {
            assertThat(forgot(email).status()).isEqualTo(202);
        }

        assertThat(forgot(email).status()).isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(strings = {EMAIL, "nobody@example.com", "binh@example.com"})
    void returnsSameResponseInSameTimeForKnownAndUnknownAddress(String email) {
        world.createAccount();
        world.register("binh@example.com", PASSWORD);
        var before = world.now();

        Response response = forgot(email);

        assertThat(response.status()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("{\"status\":\"confirmation_sent\"}");
        assertThat(Duration.between(before, world.now())).isEqualTo(MinimumResponseTime.MINIMUM);
        assertThat(world.emails.all().stream().filter(sent -> isReset(sent.message())))
                .hasSize(email.equals(EMAIL) ? 1 : 0);
    }

    private static boolean isReset(EmailMessage message) {
        return message.subject().contains("set a new password");
    }

    @Test
    void returnsSameResponseWhenEmailFails() {
        world.createAccount();
        Response sent = forgot(EMAIL);
        world.emails.setBroken(true);

        assertThat(forgot(EMAIL)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "an@example.com, BBBB-BBBB",
        "nobody@example.com, BBBB-BBBB",
        "binh@example.com, BBBB-BBBB"
    })
    void makesEqualDatabaseCallsForWrongCodeOfAnyAddress(String email, String code) {
        world.createAccount();
        world.register("binh@example.com", PASSWORD);
        forgot(EMAIL);
        world.resetOperations();
        world.passwords.takeCount();

        assertThat(reset(email, code, NEW).status()).isEqualTo(400);

        assertThat(world.operations()).containsExactly("GetItem", "UpdateItem");
        assertThat(world.passwords.takeCount()).isZero();
    }

    @Test
    void limitsResetEmailsPerNetwork() {
        world.createAccount();
        world.address = "192.0.2.7";
        for (int i = 0; i < 3; i++) {
            assertThat(forgot(EMAIL).status()).isEqualTo(202);
        }

        assertThat(forgot(EMAIL).status()).isEqualTo(429);
        world.address = "192.0.2.8";
        assertThat(forgot(EMAIL).status()).isEqualTo(202);
    }

    @Test
    void sendsResetCodeToKnownNetworkDuringAttack() {
        world.createAccount();
        world.address = "2001:db8::7";
        world.signIn(EMAIL, PASSWORD);
        world.address = "";
        for (int i = 0; i < RateLimitRule.MAIL_ACCOUNT.limit(); i++) {
            forgot(EMAIL);
        }
        assertThat(forgot(EMAIL).status()).isEqualTo(429);

        world.address = "2001:db8::8";
        for (int i = 0; i < 3; i++) {
            assertThat(forgot(EMAIL).status()).isEqualTo(202);
        }
        assertThat(forgot(EMAIL).status()).isEqualTo(429);
    }

    @Test
    void limitsResetAttemptsPerNetwork() {
        world.address = "192.0.2.7";
        for (int i = 0; i < RateLimitRule.CODE_NETWORK.limit(); i++) {
            assertThat(reset("nobody" + i + "@example.com", "BBBB-BBBB", NEW).status())
                    .isEqualTo(400);
        }

        assertThat(reset(EMAIL, "BBBB-BBBB", NEW).status()).isEqualTo(429);
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

    private Response forgot(String email) {
        return world.post("/auth/forgot-password", body("email", email));
    }

    private Response reset(String email, String code, String newPassword) {
        return world.post(
                "/auth/reset-password",
                body("email", email, "code", code, "new_password", newPassword));
    }
}
