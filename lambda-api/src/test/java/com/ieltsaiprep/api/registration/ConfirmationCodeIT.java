package com.ieltsaiprep.api.registration;

import static com.ieltsaiprep.api.testing.ApiWorld.EMAIL;
import static com.ieltsaiprep.api.testing.ApiWorld.PASSWORD;
import static com.ieltsaiprep.api.testing.ApiWorld.json;
import static com.ieltsaiprep.api.testing.ApiWorld.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.LocalDynamoDb;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tests of the emailed codes that confirm an address. */
final class ConfirmationCodeIT {
    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);

    private String register() {
        return secret(world.register(EMAIL, PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOWER", "SPACED", "EN_DASH", "PLAIN"})
    void acceptsCodeInEveryTypedForm(String form) {
        String secret = register();
        String code = world.emails.code();
        String typed =
                switch (form) {
                    case "LOWER" -> code.toLowerCase(Locale.ROOT);
                    case "EN_DASH" -> code.replace("-", "–") + "\u00a0";
                    case "SPACED" -> " " + code.replace("-", " ") + " ";
                    default -> code.replace("-", "");
                };

        assertThat(world.confirm(secret, typed).status()).isEqualTo(204);
    }

    @Test
    void limitsAttemptsPerCode() {
        String secret = register();
        String code = world.emails.code();
        for (int i = 0; i < 500; i++) {
            assertThat(world.confirm(secret, "BBBB-BBBB").status()).isEqualTo(400);
        }

        assertThat(world.confirm(secret, code).status()).isEqualTo(400);
        world.resend(secret);
        assertThat(world.confirm(secret, code).status()).isEqualTo(204);
    }

    @Test
    void refusesCodeAfterFifteenMinutes() {
        String secret = register();
        world.clock.advance(Duration.ofMinutes(15));

        Response expired = world.confirm(secret, world.emails.code());

        assertThat(expired.status()).isEqualTo(400);
        assertThat(json(expired).get("type").asText()).endsWith("/code_invalid");
    }

    @Test
    void acceptsThreeNewestCodes() {
        String secret = register();
        List<String> codes = new ArrayList<>(List.of(world.emails.code()));
        for (int i = 0; i < 3; i++) {
            world.clock.advance(Duration.ofMinutes(4));
            assertThat(world.resend(secret).status()).isEqualTo(202);
            codes.add(world.emails.code());
        }

        assertThat(world.confirm(secret, codes.get(0)).status()).isEqualTo(400);
        assertThat(world.confirm(secret, codes.get(1)).status()).isEqualTo(204);
        assertThat(world.confirm(secret, codes.get(3)).status()).isEqualTo(204);
    }

    @Test
    void expiresEachCodeSeparately() {
        String secret = register();
        String first = world.emails.code();
        world.clock.advance(Duration.ofMinutes(10));
        world.resend(secret);
        world.clock.advance(Duration.ofMinutes(5));

        assertThat(world.confirm(secret, first).status()).isEqualTo(400);
        assertThat(world.confirm(secret, world.emails.code()).status()).isEqualTo(204);
    }

    @Test
    void resendsCodeWithinRegistrationLifetime() {
        String secret = register();
        world.clock.advance(Duration.ofHours(5));

        assertThat(world.resend(secret).status()).isEqualTo(202);

        assertThat(world.confirm(secret, world.emails.code()).status()).isEqualTo(204);
    }

    @Test
    void expiresUnconfirmedRegistrationAfterOneDay() {
        String secret = register();
        world.clock.advance(Registrations.LIFETIME);

        Response expired = world.resend(secret);

        assertThat(expired.status()).isEqualTo(404);
        assertThat(json(expired).get("type").asText()).endsWith("/registration_unknown");
        assertThat(world.emails.all()).hasSize(1);
        assertThat(world.confirm(secret, world.emails.code()).status()).isEqualTo(400);
    }

    @Test
    void sendsNoCodeForConfirmedOrUnknownRegistration() {
        String secret = register();
        world.confirm(secret, world.emails.code());

        assertThat(world.resend(secret).status()).isEqualTo(404);
        assertThat(world.resend("another secret").status()).isEqualTo(404);
        assertThat(world.confirm("another secret", world.emails.code()).status()).isEqualTo(400);
        assertThat(world.emails.all()).hasSize(1);
    }
}
