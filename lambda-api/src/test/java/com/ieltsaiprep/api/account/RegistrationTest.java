package com.ieltsaiprep.api.account;

import static com.ieltsaiprep.api.account.World.AN;
import static com.ieltsaiprep.api.account.World.EMAIL;
import static com.ieltsaiprep.api.account.World.PASSWORD;
import static com.ieltsaiprep.api.account.World.body;
import static com.ieltsaiprep.api.account.World.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.http.Response;
import com.ieltsaiprep.api.limit.Limit;
import com.ieltsaiprep.api.mail.Letter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

final class RegistrationTest {
    private final World world = new World();

    @Test
    void makesAnAccountOnceTheAddressIsConfirmed() {
        assertThat(world.register(EMAIL, PASSWORD).status()).isEqualTo(202);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(403);

        assertThat(world.confirm(EMAIL, world.mail.code()).status()).isEqualTo(204);

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
    void knowsTheAddressHoweverItIsWritten() {
        world.register("  AN@Example.COM", PASSWORD);

        assertThat(world.confirm("an@EXAMPLE.com ", world.mail.code()).status()).isEqualTo(204);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"LOWER", "SPACED", "PLAIN"})
    void readsTheCodeHoweverItIsTyped(String way) {
        world.register(EMAIL, PASSWORD);
        String code = world.mail.code();
        String typed =
                switch (way) {
                    case "LOWER" -> code.toLowerCase(Locale.ROOT);
                    case "SPACED" -> " " + code.replace("-", " ") + " ";
                    default -> code.replace("-", "");
                };

        assertThat(world.confirm(EMAIL, typed).status()).isEqualTo(204);
    }

    @Test
    void answersTheSameAndDoesTheSameWorkForAnAddressThatHasAnAccount() {
        Response first = world.register("binh@example.com", PASSWORD);
        int firstWork = world.passwords.work();
        List<String> firstRequests = world.users.requests();
        world.someone();
        world.passwords.work();
        world.users.requests();

        Response second = world.register(EMAIL, "another set of words");

        assertThat(second).isEqualTo(first);
        assertThat(world.passwords.work()).isEqualTo(firstWork);
        assertThat(world.users.requests()).isEqualTo(firstRequests);
        assertThat(world.mail.last()).isEqualTo(new Letter.AlreadyRegistered());
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
        assertThat(world.signIn(EMAIL, "another set of words").status()).isEqualTo(401);
    }

    @Test
    void givesAnUnconfirmedAddressToWhoeverAsksLast() {
        world.register(EMAIL, "a stranger's words");
        String strangersCode = world.mail.code();
        world.register(EMAIL, PASSWORD);

        assertThat(world.confirm(EMAIL, strangersCode).status()).isEqualTo(400);
        assertThat(world.confirm(EMAIL, world.mail.code()).status()).isEqualTo(204);
        assertThat(world.signIn(EMAIL, "a stranger's words").status()).isEqualTo(401);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void makesOneAccountOfTwoRegistrationsAtOnce() {
        world.register(EMAIL, PASSWORD);
        String code = world.mail.code();
        world.users.beforeNextWrite(
                () -> world.users.beforeNextWrite(() -> world.register(EMAIL, "another's words")));

        assertThat(world.confirm(EMAIL, code).status()).isEqualTo(400);
        assertThat(world.confirm(EMAIL, world.mail.code()).status()).isEqualTo(204);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
        assertThat(world.signIn(EMAIL, "another's words").status()).isEqualTo(200);
    }

    @Test
    void saysAgainThatItIsDoneToWhoeverLostTheAnswer() {
        world.register(EMAIL, PASSWORD);
        String code = world.mail.code();
        world.confirm(EMAIL, code);

        assertThat(world.confirm(EMAIL, code).status()).isEqualTo(204);
    }

    @Test
    void saysTheSameToTwoConfirmationsAtOnce() {
        world.register(EMAIL, PASSWORD);
        String code = world.mail.code();
        world.users.beforeNextWrite(
                () -> world.users.beforeNextWrite(() -> world.confirm(EMAIL, code)));

        assertThat(world.confirm(EMAIL, code).status()).isEqualTo(204);
    }

    @Test
    void takesSoManyTriesForACode() {
        world.register(EMAIL, PASSWORD);
        for (int i = 0; i < Codes.TRIES; i++) {
            assertThat(world.confirm(EMAIL, "BBBB-BBBB").status()).isEqualTo(400);
        }

        assertThat(world.confirm(EMAIL, world.mail.code()).status()).isEqualTo(400);
    }

    @Test
    void takesNoCodeAfterAQuarterOfAnHour() {
        world.register(EMAIL, PASSWORD);
        world.clock.pass(Duration.ofMinutes(15));

        Response late = world.confirm(EMAIL, world.mail.code());

        assertThat(late.status()).isEqualTo(400);
        assertThat(json(late).get("type").asText()).endsWith("/code_invalid");
    }

    @Test
    void sendsAnotherCodeInThePlaceOfTheFirst() {
        world.register(EMAIL, PASSWORD);
        String first = world.mail.code();
        world.clock.pass(Duration.ofHours(5));

        assertThat(world.post("/auth/resend-code", body("email", EMAIL)).status()).isEqualTo(202);

        assertThat(world.confirm(EMAIL, first).status()).isEqualTo(400);
        assertThat(world.confirm(EMAIL, world.mail.code()).status()).isEqualTo(204);
    }

    @Test
    void forgetsWhoDoesNotConfirmWithinADay() {
        world.register(EMAIL, PASSWORD);
        world.clock.pass(Registrations.KEPT);
        int letters = world.mail.sent().size();

        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
        assertThat(world.post("/auth/resend-code", body("email", EMAIL)).status()).isEqualTo(202);
        assertThat(world.mail.sent()).hasSize(letters);
    }

    @ParameterizedTest
    @ValueSource(strings = {EMAIL, "nobody@example.com", "binh@example.com"})
    void takesTheSameTimeWhetherOrNotALetterIsSent(String email) {
        world.someone();
        world.register("binh@example.com", PASSWORD);
        var before = world.now();

        assertThat(world.post("/auth/resend-code", body("email", email)).status()).isEqualTo(202);

        assertThat(Duration.between(before, world.now())).isEqualTo(EvenTime.LEAST);
    }

    @ParameterizedTest
    @ValueSource(strings = {EMAIL, "nobody@example.com", "binh@example.com"})
    void asksTheSameForAWrongCodeOfAnyAddress(String email) {
        world.someone();
        world.register("binh@example.com", PASSWORD);
        world.users.requests();
        world.passwords.work();

        Response wrong = world.confirm(email, "BBBB-BBBB");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(world.users.requests()).containsExactly("login", "attempt");
        assertThat(world.passwords.work()).isZero();
    }

    @Test
    void saysSoIfTheLetterCannotBeSentAndMayBeAskedAgain() {
        world.mail.setBroken(true);
        Response unsent = world.register(EMAIL, PASSWORD);
        assertThat(unsent.status()).isEqualTo(503);
        assertThat(unsent.headers()).containsKey("Retry-After");

        world.mail.setBroken(false);
        assertThat(world.register(EMAIL, PASSWORD).status()).isEqualTo(202);
        assertThat(world.confirm(EMAIL, world.mail.code()).status()).isEqualTo(204);
    }

    @Test
    void saysTheSameOfAnAddressThatHasAnAccountIfLettersCannotBeSent() {
        world.someone();
        world.mail.setBroken(true);

        assertThat(world.register(EMAIL, PASSWORD)).isEqualTo(world.register("b@b.vn", PASSWORD));
    }

    @Test
    void sendsFewLettersToOneAddress() {
        for (int i = 0; i < 3; i++) {
            assertThat(world.register(EMAIL, PASSWORD).status()).isEqualTo(202);
        }
        Response tooMany = world.register(EMAIL, PASSWORD);

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.headers()).containsKey("Retry-After");
    }

    @Test
    void takesFewRegistrationsFromOneNetwork() {
        for (int i = 0; i < Limit.REGISTER_ADDRESS.most(); i++) {
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
    void saysWhatIsMissing(String body) {
        Response refused = world.post("/auth/register", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(world.mail.sent()).isEmpty();
        assertThat(world.passwords.work()).isZero();
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
                    consent       | {"terms_version": 20261101}
                    """)
    void saysWhichFieldIsNotRight(String field, String value) {
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
        assertThat(world.users.login(AN)).isEmpty();
        assertThat(world.mail.sent()).isEmpty();
    }

    @Test
    void setsNothingThatNobodyAskedFor() {
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

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(world.users.kept(AN).userId()).isNotEqualTo("chosen");
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(403);
        assertThat(world.users.kept(AN).registration())
                .isNotNull()
                .extracting(registration -> registration.consent().at())
                .isEqualTo(world.now());
    }
}
