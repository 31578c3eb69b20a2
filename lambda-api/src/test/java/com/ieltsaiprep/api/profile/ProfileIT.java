package com.ieltsaiprep.api.profile;

import static com.ieltsaiprep.api.testing.ApiWorld.EMAIL;
import static com.ieltsaiprep.api.testing.ApiWorld.PASSWORD;
import static com.ieltsaiprep.api.testing.ApiWorld.body;
import static com.ieltsaiprep.api.testing.ApiWorld.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

final class ProfileIT {
    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);

    @Test
    void returnsProfile() {
        String userId = world.createAccount();
        world.put(Table.PURCHASES, entitlement(userId));

        Response response = world.send("GET", "/me", userId, "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("Cache-Control", List.of("no-store"));
        assertThat(json(response).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "user_id",
                        "email",
                        "name",
                        "age_confirmed",
                        "consent",
                        "created_at",
                        "attempts");
        assertThat(json(response).get("attempts").get("academic_speaking").asInt()).isEqualTo(4);
    }

    @Test
    void omitsUnavailableAttemptsAndAllowsSignIn() {
        String userId = world.createAccount();
        world.home().leaveUnprocessed(dynamo.name(Table.PURCHASES));

        Response response = world.send("GET", "/me", userId, "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(json(response).has("attempts")).isFalse();
        assertThat(world.log.of("attempts_unavailable")).hasSize(1);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void readsReplicaOfOwnRegion() {
        String userId = world.createAccount();
        String token = world.in(Region.IRELAND).accessToken(userId);
        world.replicate();
        world.resetOperations();

        assertThat(world.in(Region.IRELAND).send("GET", "/me", token, "").status()).isEqualTo(200);
        assertThat(world.operations()).isEmpty();
    }

    private static Map<String, AttributeValue> entitlement(String userId) {
        return Map.of(
                "user_id", AttributeValue.fromS(userId),
                "entry_id", AttributeValue.fromS("entitlement#academic_speaking"),
                "attempts", AttributeValue.fromN("4"));
    }

    @Test
    void changesName() {
        String userId = world.createAccount();

        Response changed = world.send("PATCH", "/me", userId, body("name", " An Nguyễn "));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(json(changed).get("name").asText()).isEqualTo("An Nguyễn");
        assertThat(json(world.send("PATCH", "/me", userId, body("name", ""))).has("name"))
                .isFalse();
    }

    @Test
    void setsAndRemovesStudyGoal() {
        String userId = world.createAccount();

        JsonNode set =
                json(
                        world.send(
                                "PATCH",
                                "/me",
                                userId,
                                "{\"target_band\": 6.5, \"test_date\": \"2027-03-14\"}"));
        assertThat(set.get("target_band").asDouble()).isEqualTo(6.5);
        assertThat(set.get("test_date").asText()).isEqualTo("2027-03-14");
        assertThat(export(userId).at("/account/target_band").asDouble()).isEqualTo(6.5);

        JsonNode kept = json(world.send("PATCH", "/me", userId, body("name", "Binh")));
        assertThat(kept.get("test_date").asText()).isEqualTo("2027-03-14");

        JsonNode removed =
                json(
                        world.send(
                                "PATCH",
                                "/me",
                                userId,
                                "{\"target_band\": 9, \"test_date\": null}"));
        assertThat(removed.get("target_band").asDouble()).isEqualTo(9);
        assertThat(removed.has("test_date")).isFalse();
        JsonNode none = json(world.send("PATCH", "/me", userId, "{\"target_band\": null}"));
        assertThat(none.has("target_band")).isFalse();
        assertThat(none.get("name").asText()).isEqualTo("Binh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"target_band\": 3.5}",
                "{\"target_band\": 9.5}",
                "{\"target_band\": 6.25}",
                "{\"target_band\": \"7\"}",
                "{\"test_date\": \"2027-02-30\"}",
                "{\"test_date\": \"1999-02-03\"}",
                "{\"test_date\": \"soon\"}",
                "{\"test_date\": 20270314}"
            })
    void refusesInvalidStudyGoal(String body) {
        Response refused = world.send("PATCH", "/me", world.createAccount(), body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(body).contains(json(refused).at("/errors/0/field").asText());
    }

    @Test
    void keepsProfileOnEmptyPatch() {
        String userId = world.createAccount();
        Response before = world.send("GET", "/me", userId, "");

        assertThat(world.send("PATCH", "/me", userId, "{}")).isEqualTo(before);
        assertThat(world.send("PATCH", "/me", userId, "{\"name\": null}")).isEqualTo(before);
    }

    @Test
    void recordsConsentToNewerTermsOnce() {
        String userId = world.createAccount();
        for (int i = 0; i < 3; i++) {
            Response changed = consent(userId, "2026-12-01");
            assertThat(json(changed).at("/consent/terms_version").asText()).isEqualTo("2026-12-01");
        }

        JsonNode consents = export(userId).at("/account/consents");
        assertThat(consents).hasSize(2);
        assertThat(consents.get(0).get("terms_version").asText()).isEqualTo("2026-11-01");
    }

    @Test
    void recordsConcurrentConsentOnce() {
        String userId = world.createAccount();
        world.home()
                .interleave(
                        "UpdateItem",
                        1,
                        () ->
                                world.home()
                                        .interleave(
                                                "UpdateItem",
                                                1,
                                                () -> consent(userId, "2026-12-01")));

        Response changed =
                world.send(
                        "PATCH",
                        "/me",
                        userId,
                        """
                        {"name": "Binh", "consent": {"terms_version": "2026-12-01"}}\
                        """);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(json(changed).get("name").asText()).isEqualTo("Binh");
        assertThat(export(userId).at("/account/consents")).hasSize(2);
    }

    @Test
    void returnsUnavailableAfterRepeatedConflicts() {
        String userId = world.createAccount();
        world.home().interleave("UpdateItem", 1, () -> interleaveConsent(userId, 1));

        assertThat(consent(userId, "2026-12-01").status()).isEqualTo(503);
    }

    /** Interleaves another consent before each following write. */
    private void interleaveConsent(String userId, int day) {
        Account account = world.account(userId).orElseThrow();
        Consent consent = new Consent("2026-11-%02d".formatted(day + 1), world.now());
        new DynamoProfiles(world.in(Region.VIRGINIA).dynamo())
                .change(account, new ProfileChange(null, consent, GoalChange.NONE));
        world.home().interleave("UpdateItem", 1, () -> interleaveConsent(userId, day + 1));
    }

    /** Covers outdated apps, which send the terms of their release. */
    @Test
    void ignoresConsentToOlderTerms() {
        String userId = world.createAccount();
        consent(userId, "2026-12-01");

        for (String olderTerms : List.of("2026-11-30", "2026-02-01", "2025-12-31")) {
            Response changed = consent(userId, olderTerms);
            assertThat(changed.status()).isEqualTo(200);
            assertThat(json(changed).at("/consent/terms_version").asText()).isEqualTo("2026-12-01");
        }
        assertThat(export(userId).at("/account/consents")).hasSize(2);
    }

    @Test
    void acceptsTermsOnceTheirDateHasBegunInAnyTimeZone() {
        String userId = world.createAccount();

        assertThat(consent(userId, "2026-12-04").status()).isEqualTo(400);
        Response changed = consent(userId, "2026-12-03");
        assertThat(json(changed).at("/consent/terms_version").asText()).isEqualTo("2026-12-03");
    }

    @Test
    void acceptsNameWithinLimitAfterNormalization() {
        String userId = world.createAccount();
        String typed = " ".repeat(50) + "e\u0323\u0302".repeat(100);

        Response changed = world.send("PATCH", "/me", userId, body("name", typed));

        assertThat(json(changed).get("name").asText()).isEqualTo("\u1ec7".repeat(100));
        assertThat(world.send("PATCH", "/me", userId, body("name", "𝔄".repeat(100))).status())
                .isEqualTo(200);
    }

    @Test
    void refusesNameTooLongAfterNormalization() {
        String userId = world.createAccount();

        // NFC expands each U+0958 to two characters.
        for (String typed : List.of("\u0958".repeat(51), "n".repeat(101), "n".repeat(1_000))) {
            Response refused = world.send("PATCH", "/me", userId, body("name", typed));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo("name");
        }
        assertThat(
                        json(world.send("PATCH", "/me", userId, body("name", "\u0958".repeat(50))))
                                .get("name")
                                .asText())
                .hasSize(100);
    }

    @Test
    void refusesNameWithoutVisibleCharacter() {
        String userId = world.createAccount();

        assertThat(world.send("PATCH", "/me", userId, body("name", "\u3164")).status())
                .isEqualTo(400);
        assertThat(world.send("GET", "/me", userId, "").body()).contains("\"name\":\"An\"");
        assertThat(world.send("PATCH", "/me", userId, body("name", "  ")).body())
                .doesNotContain("\"name\"");
    }

    @Test
    void limitsStoredConsents() {
        String userId = world.createAccount();
        for (int i = 0; i < 100; i++) {
            world.clock.advance(Duration.ofDays(1));
            String today = LocalDate.ofInstant(world.now(), ZoneOffset.UTC).toString();
            assertThat(consent(userId, today).status()).isEqualTo(200);
        }

        assertThat(export(userId).at("/account/consents")).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"name": 7}                                      | name
                    {"name": ["An"]}                                 | name
                    {"name": "An\\r\\nSet-Cookie: a=b"}              | name
                    {"consent": "yes"}                               | consent
                    {"consent": {}}                                  | consent.terms_version
                    {"consent": {"terms_version": "2026-13-01"}}     | consent.terms_version
                    {"consent": {"terms_version": "2026-02-30"}}     | consent.terms_version
                    {"consent": {"terms_version": "2099-12-31"}}     | consent.terms_version
                    """)
    void reportsInvalidField(String body, String field) {
        Response refused = world.send("PATCH", "/me", world.createAccount(), body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    void ignoresReadOnlyFields() {
        String userId = world.createAccount();
        String before = world.send("GET", "/me", userId, "").body();

        Response ignored =
                world.send(
                        "PATCH",
                        "/me",
                        userId,
                        """
                        {"email": "binh@example.com", "user_id": "chosen", "age_confirmed": false,
                         "attempts": {"academic_speaking": 99}, "created_at": "1970-01-01",
                         "sessions_valid_after": 0, "password": "chosen by another"}\
                        """);

        assertThat(ignored.status()).isEqualTo(200);
        assertThat(ignored.body()).isEqualTo(before);
    }

    @Test
    void limitsChangesPerAccount() {
        String userId = world.createAccount();
        for (int i = 0; i < RateLimitRule.PROFILE_ACCOUNT.limit(); i++) {
            assertThat(world.send("PATCH", "/me", userId, "{}").status()).isEqualTo(200);
        }

        assertThat(world.send("PATCH", "/me", userId, "{}").status()).isEqualTo(429);
    }

    @Test
    void limitsExportsPerAccount() {
        String userId = world.createAccount();
        for (int i = 0; i < 10; i++) {
            export(userId);
        }

        assertThat(world.send("GET", "/me/export", userId, "").status()).isEqualTo(429);
    }

    @Test
    void allowsProfileButRefusesExportForSessionRevokedInHomeRegion() {
        String userId = world.createAccount();
        String token = world.in(Region.IRELAND).accessToken(userId);
        world.replicate();
        world.clock.advance(Duration.ofMillis(1));
        new AccountGuard(world.in(Region.VIRGINIA).dynamo())
                .revokeSessionsBefore(userId, world.now());

        assertThat(world.in(Region.IRELAND).send("GET", "/me", token, "").status()).isEqualTo(200);
        assertThat(world.in(Region.IRELAND).send("GET", "/me/export", token, "").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /me", "PATCH /me", "DELETE /me", "GET /me/export"})
    void refusesUnauthenticatedRequest(String request) {
        String[] methodAndPath = request.split(" ", 2);

        assertThat(world.send(methodAndPath[0], methodAndPath[1], "", "{}").status())
                .isEqualTo(401);
    }

    private Response consent(String userId, String terms) {
        return world.send(
                "PATCH",
                "/me",
                userId,
                "{\"consent\": {\"terms_version\": \"%s\"}}".formatted(terms));
    }

    private JsonNode export(String userId) {
        Response exported = world.send("GET", "/me/export", userId, "");
        assertThat(exported.status()).isEqualTo(200);
        return json(exported);
    }
}
