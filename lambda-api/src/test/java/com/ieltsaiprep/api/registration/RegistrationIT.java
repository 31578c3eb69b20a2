package com.ieltsaiprep.api.registration;

import static com.ieltsaiprep.api.testing.ApiWorld.EMAIL;
import static com.ieltsaiprep.api.testing.ApiWorld.PASSWORD;
import static com.ieltsaiprep.api.testing.ApiWorld.body;
import static com.ieltsaiprep.api.testing.ApiWorld.json;
import static com.ieltsaiprep.api.testing.ApiWorld.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

final class RegistrationIT {
    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);

    @Test
    void createsAccountOnConfirmation() {
        String secret = register();
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);

        assertThat(world.confirm(secret, world.emails.code()).status()).isEqualTo(204);

        Response session = world.signIn(EMAIL, PASSWORD);
        assertThat(session.status()).isEqualTo(200);
        assertThat(json(session).at("/user/email").asText()).isEqualTo(EMAIL);
        assertThat(json(session).at("/user/name").asText()).isEqualTo("An");
        assertThat(json(session).at("/user/consent/terms_version").asText())
                .isEqualTo("2026-11-01");
        assertThat(json(session).at("/user/user_id").asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void normalizesEmailAddress() {
        String secret = secret(world.register("  AN@Example.COM", PASSWORD));

        assertThat(world.confirm(secret, world.emails.code()).status()).isEqualTo(204);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    private String register() {
        return secret(world.register(EMAIL, PASSWORD));
    }

    @Test
    void makesEqualCallsForKnownAndUnknownAddress() {
        List<Object> first = runAllSteps("binh@example.com");
        world.createAccount();

        assertThat(runAllSteps(EMAIL)).isEqualTo(first);

        assertThat(world.emails.last()).isEqualTo(EmailMessage.alreadyRegistered());
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
        assertThat(world.signIn(EMAIL, "another set of words").status()).isEqualTo(401);
    }

    /** Returns the responses to registration, to a resent code and to a wrong code. */
    private List<Object> runAllSteps(String email) {
        List<Object> all = new ArrayList<>();
        world.passwords.takeCount();
        world.resetOperations();
        Response registered = world.register(email, "another set of words");
        all.add(registered.body().replace(secret(registered), "secret"));
        all.add(registered.headers());
        all.add(world.passwords.takeCount());
        all.add(world.operations());
        all.add(world.resend(secret(registered)));
        all.add(world.operations());
        all.add(world.confirm(secret(registered), "BBBB-BBBB"));
        all.add(world.operations());
        all.add(world.passwords.takeCount());
        return all;
    }

    @Test
    void grantsAddressToFirstConfirmedRegistration() {
        String attackerSecret = secret(world.register(EMAIL, "an attacker's words"));
        String attackerCode = world.emails.code();
        String ownSecret = register();
        String ownCode = world.emails.code();

        assertThat(world.confirm(ownSecret, attackerCode).status()).isEqualTo(400);
        assertThat(world.confirm(attackerSecret, ownCode).status()).isEqualTo(400);
        assertThat(world.confirm(ownSecret, ownCode).status()).isEqualTo(204);
        Response refused = world.confirm(attackerSecret, attackerCode);

        assertThat(refused).isEqualTo(world.confirm(attackerSecret, "BBBB-BBBB"));
        assertThat(json(refused).get("type").asText()).endsWith("/code_invalid");
        assertThat(world.signIn(EMAIL, "an attacker's words").status()).isEqualTo(401);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void createsOneAccountForConcurrentRegistrations() {
        String first = register();
        String firstCode = world.emails.code();
        String second = secret(world.register(EMAIL, "another's words"));
        String secondCode = world.emails.code();
        world.beforeTransaction(() -> world.confirm(second, secondCode));

        assertThat(world.confirm(first, firstCode).status()).isEqualTo(400);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
        assertThat(world.signIn(EMAIL, "another's words").status()).isEqualTo(200);
    }

    @Test
    void repeatsConfirmationAfterLostResponse() {
        String secret = register();
        String code = world.emails.code();
        world.confirm(secret, code);

        assertThat(world.confirm(secret, code).status()).isEqualTo(204);
        assertThat(world.confirm(secret, "BBBB-BBBB").status()).isEqualTo(400);
    }

    @Test
    void acceptsConcurrentConfirmationsOfOneRegistration() {
        String secret = register();
        String code = world.emails.code();
        world.beforeTransaction(() -> world.confirm(secret, code));

        assertThat(world.confirm(secret, code).status()).isEqualTo(204);
    }

    @Test
    void keepsOnlyCodesOfConfirmedRegistration() {
        String secret = register();
        world.confirm(secret, world.emails.code());

        assertThat(registration(secret)).isInstanceOf(Registration.Confirmed.class);
    }

    private Registration registration(String secret) {
        return new DynamoRegistrations(world.in(Region.VIRGINIA).dynamo())
                .find(TokenGenerator.hash(secret))
                .orElseThrow();
    }

    @Test
    void doesNotRecreateDeletedAccount() {
        String secret = register();
        String code = world.emails.code();
        world.confirm(secret, code);
        String userId = world.credentials(EMAIL).orElseThrow().userId();
        world.send("DELETE", "/me", userId, body("password", PASSWORD));

        world.confirm(secret, code);

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void returnsUnavailableAndRefundsRateLimitWhenEmailFails() {
        world.emails.setBroken(true);
        for (int i = 0; i < 10; i++) {
            Response unsent = world.register(EMAIL, PASSWORD);
            assertThat(unsent.status()).isEqualTo(503);
            assertThat(unsent.headers()).containsKey("Retry-After");
        }
        world.emails.setBroken(false);
        String secret = register();
        world.emails.setBroken(true);
        for (int i = 0; i < 10; i++) {
            assertThat(world.resend(secret).status()).isEqualTo(503);
        }
        world.emails.setBroken(false);

        assertThat(world.resend(secret).status()).isEqualTo(202);
        assertThat(world.confirm(secret, world.emails.code()).status()).isEqualTo(204);
    }

    @Test
    void returnsSameResponseForKnownAddressWhenEmailFails() {
        world.createAccount();
        world.emails.setBroken(true);

        assertThat(world.register(EMAIL, PASSWORD)).isEqualTo(world.register("b@b.vn", PASSWORD));
    }

    @Test
    void limitsEmailsPerAddressAndNetwork() {
        world.address = "192.0.2.7";
        String secret = register();
        register();
        register();
        Response refused = world.register(EMAIL, PASSWORD);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsKey("Retry-After");
        for (int i = 0; i < 3; i++) {
            assertThat(world.resend(secret).status()).isEqualTo(202);
        }
        assertThat(world.resend(secret).status()).isEqualTo(429);
    }

    @Test
    void allowsRegistrationDuringAttackFromOtherNetwork() {
        world.address = "192.0.2.7";
        String attackerSecret = register();
        for (int i = 0; i < 100; i++) {
            world.register(EMAIL, PASSWORD);
            world.resend(attackerSecret);
        }

        world.address = "192.0.2.8";
        String secret = register();
        assertThat(world.resend(secret).status()).isEqualTo(202);
        assertThat(world.confirm(secret, world.emails.code()).status()).isEqualTo(204);
    }

    @Test
    void limitsEmailsPerMailboxAcrossNetworks() {
        String secret = register();
        for (int i = 0; i < 100; i++) {
            world.register(EMAIL, PASSWORD);
            world.resend(secret);
            world.post("/auth/forgot-password", body("email", EMAIL));
        }

        assertThat(world.register(EMAIL, PASSWORD).status()).isEqualTo(429);
        assertThat(world.resend(secret).status()).isEqualTo(429);
        assertThat(world.emails.all()).hasSizeLessThanOrEqualTo(RateLimitRule.MAIL_ACCOUNT.limit());
        world.clock.advance(RateLimitRule.MAIL_ACCOUNT.window());
        assertThat(world.resend(secret).status()).isEqualTo(202);
    }

    @Test
    void limitsRegistrationsPerNetwork() {
        for (int i = 0; i < RateLimitRule.REGISTER_NETWORK.limit(); i++) {
            world.address = "2001:db8::" + i;
            assertThat(world.register("an" + i + "@example.com", PASSWORD).status()).isEqualTo(202);
        }
        world.address = "2001:db8::ffff";

        assertThat(world.register(EMAIL, PASSWORD).status()).isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"email\": \"an@example.com\"}",
                "{\"email\": [\"an@example.com\"], \"password\": {\"$ne\": 1}}"
            })
    void refusesIncompleteBody(String body) {
        Response refused = world.post("/auth/register", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(world.emails.all()).isEmpty();
        assertThat(world.passwords.takeCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    email         | "an@example.com\\r\\nBcc: binh@example.com"
                    email         | "an@localhost"
                    email         | 7
                    password      | "password123"
                    password      | "short"
                    password      | 1234567890
                    password      | "an.nguyen an.nguyen"
                    name          | "An\\r\\nBcc: binh@example.com"
                    name          | "An\\u0000"
                    name          | "An \\u202enA"
                    name          | 7
                    age_confirmed | false
                    age_confirmed | "true"
                    age_confirmed | 1
                    consent       | true
                    consent       | {"terms_version": "today"}
                    consent       | {"terms_version": "2026-02-30"}
                    consent       | {"terms_version": "2099-12-31"}
                    consent       | {"terms_version": 20261101}
                    """)
    void reportsInvalidField(String field, String value) {
        String email = field.equals("email") ? value : "\"an.nguyen@example.com\"";
        String body =
                """
                {"email": %s, "password": %s, "name": %s, "age_confirmed": %s, "consent": %s}\
                """
                        .formatted(
                                email,
                                field.equals("password") ? value : "\"seven green lanterns\"",
                                field.equals("name") ? value : "\"An\"",
                                field.equals("age_confirmed") ? value : "true",
                                field.equals("consent")
                                        ? value
                                        : "{\"terms_version\": \"2026-11-01\"}");

        Response refused = world.post("/auth/register", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(json(refused).get("errors"))
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.get("field").asText()).startsWith(field));
        assertThat(world.credentials(EMAIL)).isEmpty();
        assertThat(world.emails.all()).isEmpty();
    }

    @Test
    void limitsEmailsPerMailboxAcrossItsAddresses() {
        int sent = 0;
        for (int i = 0; i < 30; i++) {
            sent += world.register("an+" + i + "@example.com", PASSWORD).status() == 202 ? 1 : 0;
        }

        assertThat(sent).isEqualTo(RateLimitRule.MAIL_ACCOUNT.limit());
        assertThat(world.emails.all()).hasSize(sent);
        assertThat(world.register("binh@example.com", PASSWORD).status()).isEqualTo(202);
    }

    @Test
    void createsSeparateAccountsForAddressesOfOneMailbox() {
        String first = world.registerAndConfirm("an+1@example.com");

        assertThat(world.registerAndConfirm("an+2@example.com")).isNotEqualTo(first);
        assertThat(world.signIn("an+1@example.com", PASSWORD).status()).isEqualTo(200);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void ignoresUndeclaredFields() {
        Response accepted =
                world.post(
                        "/auth/register",
                        """
                        {"email": "an@example.com", "password": "seven green lanterns",
                         "age_confirmed": true, "consent": {"terms_version": "2026-11-01",
                         "at": "1970-01-01T00:00:00Z"}, "user_id": "chosen", "owner_id": "chosen",
                         "confirmed": true, "registration": null, "attempts": 99,
                         "created_at": "1970-01-01T00:00:00Z", "purchase_verified": true}\
                        """);

        world.confirm(secret(accepted), world.emails.code());

        StoredCredentials credentials = world.credentials(EMAIL).orElseThrow();
        assertThat(credentials.userId()).isNotEqualTo("chosen");
        Account account = world.account(credentials.userId()).orElseThrow();
        assertThat(account.consent().at()).isEqualTo(world.now().truncatedTo(ChronoUnit.MILLIS));
        assertThat(account.createdAt()).isEqualTo(world.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
