package com.ieltsaiprep.api.profile;

import static com.ieltsaiprep.api.testing.ApiWorld.EMAIL;
import static com.ieltsaiprep.api.testing.ApiWorld.PASSWORD;
import static com.ieltsaiprep.api.testing.ApiWorld.body;
import static com.ieltsaiprep.api.testing.ApiWorld.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ieltsaiprep.api.entitlement.AttemptPlan;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.support.SupportCommands;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.AuthRegion;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

final class DataExportIT {
    private static final String REASON = "lost by a fault, says a sister";

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);
    private final TokenGenerator tokens = new TokenGenerator(new Random(1));

    @Test
    void exportsEverythingThatAnAccountCanHave() throws Exception {
        String userId = world.createAccount();
        consentToNewerTerms(userId);
        world.send("POST", "/auth/sign-out-everywhere", userId, "");
        String session = beginAndReleaseTest(userId);
        storeAssessmentAndPurchase(userId);
        world.clock.advance(Duration.ofDays(1));
        String token = signIn("Firefox on Linux");
        world.clock.advance(Duration.ofSeconds(1));

        JsonNode exported = export(token);

        String expected =
                """
                {
                  "exported_at": "2026-12-03T00:00:04Z",
                  "account": {
                    "user_id": "%1$s",
                    "email": "an@example.com",
                    "name": "An",
                    "age_confirmed_at": "2026-12-02T00:00:00.123Z",
                    "consents": [
                      {"terms_version": "2026-11-01", "at": "2026-12-02T00:00:00.123Z"},
                      {"terms_version": "2026-12-01", "at": "2026-12-02T00:00:01.123Z"}
                    ],
                    "created_at": "2026-12-02T00:00:00.123Z",
                    "sessions_valid_after": "2026-12-02T00:00:01.123Z"
                  },
                  "sign_ins": [
                    {
                      "region": "us-east-1",
                      "device": "Firefox on Linux",
                      "signed_in_at": "2026-12-03T00:00:03.123Z",
                      "refreshed_at": "2026-12-03T00:00:03.123Z",
                      "expires_at": "2027-02-01T00:00:03.123Z"
                    }
                  ],
                  "assessments": [
                    {
                      "assessment_id": "a",
                      "overall_band": 6.5,
                      "marked_at": "2026-12-01T10:00:00.500Z",
                      "reason": "clear and well linked",
                      "criteria": [
                        {"name": "coherence", "reason": "fluent", "marked_at": "2026-12-01T10:00:00Z"}
                      ]
                    }
                  ],
                  "entitlements": [{"module": "academic_speaking", "attempts": 4}],
                  "attempts": [
                    {
                      "session_id": "%2$s",
                      "module": "academic_speaking",
                      "attempt_state": "returned",
                      "test": 1,
                      "begun_at": "2026-12-02T00:00:02.123Z"
                    }
                  ],
                  "grants": [
                    {
                      "module": "academic_speaking",
                      "granted": 4,
                      "granted_at": "2026-12-02T00:00:01.123Z"
                    }
                  ],
                  "purchases": [
                    {"product": "four_tests", "bought_at": "2026-12-01T10:00:00Z"}
                  ],
                  "support_actions": [
                    {"command": "grant", "noted_at": "2026-12-02T00:00:01.123Z"},
                    {"command": "give-back", "noted_at": "2026-12-02T00:00:02.123Z"}
                  ]
                }
                """
                        .formatted(userId, session);
        assertThat(exported).isEqualTo(new JsonMapper().readTree(expected));
    }

    @Test
    void exportsAllSectionsOfNewAccount() {
        world.createAccount();

        JsonNode exported = export(signIn(""));

        assertThat(exported.get("account").has("sessions_valid_after")).isFalse();
        for (String section :
                List.of(
                        "assessments",
                        "entitlements",
                        "attempts",
                        "grants",
                        "purchases",
                        "support_actions")) {
            assertThat(exported.get(section)).as(section).isEmpty();
        }
    }

    private void consentToNewerTerms(String userId) {
        world.send("PATCH", "/me", userId, "{\"consent\": {\"terms_version\": \"2026-12-01\"}}");
    }

    /** Begins a test with an attempt that an operator grants, and has the operator give it back. */
    private String beginAndReleaseTest(String userId) {
        support("grant", userId, "academic_speaking", "4");
        Entitlements entitlements =
                new Entitlements(world.in(Region.VIRGINIA).dynamo(), tokens, world.clock);
        AttemptPlan plan =
                entitlements
                        .prepare(userId, ExamModule.ACADEMIC_SPEAKING, Optional.of("key"))
                        .orElseThrow();
        entitlements.commit(userId, plan);
        support("give-back", userId, plan.sessionId());
        return plan.sessionId();
    }

    private void support(String... command) {
        AuthRegion function = world.in(Region.VIRGINIA);
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of("--reason", REASON));
        SupportCommands.Deployment deployment =
                new SupportCommands.Deployment(
                        function.dynamo(), function.sessions(), tokens, world.clock, "operator");
        PrintStream out = new PrintStream(OutputStream.nullOutputStream());
        assertThat(new SupportCommands(() -> deployment, out).run(line)).isZero();
        world.clock.advance(Duration.ofSeconds(1));
    }

    private void storeAssessmentAndPurchase(String userId) {
        AttributeValue user = Attributes.text(userId);
        AttributeValue whole = AttributeValue.fromN("1796119200000");
        AttributeValue criterion =
                AttributeValue.fromM(
                        Map.of(
                                "name", Attributes.text("coherence"),
                                "reason", Attributes.text("fluent"),
                                "marked_at", whole));
        world.put(
                Table.ASSESSMENTS,
                Map.of(
                        "user_id", user,
                        "assessment_id", Attributes.text("a"),
                        "overall_band", AttributeValue.fromN("6.5"),
                        "marked_at", AttributeValue.fromN("1796119200500"),
                        "reason", Attributes.text("clear and well linked"),
                        "criteria", AttributeValue.fromL(List.of(criterion))));
        world.put(
                Table.PURCHASES,
                Map.of(
                        "user_id", user,
                        "entry_id", Attributes.text("purchase#1"),
                        "product", Attributes.text("four_tests"),
                        "bought_at", whole,
                        "receipt_hash", Attributes.text("f00d")));
    }

    private String signIn(String device) {
        return json(world.post(
                        "/auth/sign-in",
                        body("email", EMAIL, "password", PASSWORD, "device", device)))
                .get("access_token")
                .asText();
    }

    private JsonNode export(String token) {
        return json(world.in(Region.VIRGINIA).send("GET", "/me/export", token, ""));
    }
}
