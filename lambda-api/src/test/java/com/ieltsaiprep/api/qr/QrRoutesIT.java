package com.ieltsaiprep.api.qr;

import static com.ieltsaiprep.api.testing.ApiWorld.body;
import static com.ieltsaiprep.api.testing.ApiWorld.json;
import static com.ieltsaiprep.api.testing.ApiWorld.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.AuthRegion;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;

final class QrRoutesIT {
    private static final String CHROME = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36";

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);
    private String anna = "";
    private String token = "";

    @BeforeEach
    void createAccount() {
        anna = world.createAccount();
        world.replicate();
        token = ireland().accessToken(anna);
        ireland().withHeader("user-agent", CHROME);
        world.address = "192.0.2.1";
    }

    private AuthRegion ireland() {
        return world.in(Region.IRELAND);
    }

    private Response browser(String path, String body) {
        return ireland().send("POST", path, "", body);
    }

    private Response app(String method, String path, String body) {
        return ireland().send(method, path, token, body);
    }

    private Response generate() {
        Response challenge = browser("/auth/generate-qr", "{}");
        world.clock.advance(Duration.ofSeconds(2));
        return challenge;
    }

    private static String text(Response response, String name) {
        return json(response).path(name).asText();
    }

    private Response poll(Response challenge) {
        return browser(
                "/auth/qr-session",
                body("token", text(challenge, "token"), "secret", text(challenge, "secret")));
    }

    private Response decide(String code, boolean approve) {
        return app(
                "POST",
                "/mobile-authenticate",
                "{\"token\":\"%s\",\"approve\":%s}".formatted(code, approve));
    }

    private Response scan(String code) {
        return app("POST", "/mobile-authenticate", body("token", code));
    }

    private long countApprovalEmails() {
        return world.emails.all().stream()
                .filter(it -> it.message().subject().contains("was allowed to sign in"))
                .count();
    }

    @Test
    void returnsChallengeAndSecretToBrowser() {
        Response challenge = generate();

        assertThat(challenge.status()).isEqualTo(201);
        assertThat(text(challenge, "token")).matches("eu\\.[A-Za-z0-9_-]{22}");
        assertThat(text(challenge, "qr_url"))
                .isEqualTo("https://ieltsaiprep.com/a?token=" + text(challenge, "token"));
        assertThat(text(challenge, "user_code")).matches("D[B-Z]{3}-[B-Z]{4}");
        assertThat(text(challenge, "secret")).matches("[A-Za-z0-9_-]{43}");
        assertThat(json(challenge).path("expires_in").asInt()).isEqualTo(120);
        assertThat(json(challenge).path("interval").asInt()).isEqualTo(2);
        assertThat(challenge.headers()).containsEntry("Cache-Control", List.of("no-store"));
    }

    @Test
    void showsBrowserToAppAndAcceptsApproval() {
        ireland().withHeader("cloudfront-viewer-country", "VN");
        String requestedAt = world.now().toString().substring(0, 19);
        Response challenge = generate();
        assertThat(poll(challenge).status()).isEqualTo(202);

        Response shown = app("GET", "/auth/qr/" + text(challenge, "token"), "");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(text(shown, "browser")).isEqualTo("Chrome on Windows");
        assertThat(text(shown, "place")).isEqualTo("Vietnam");
        assertThat(text(shown, "user_code")).isEqualTo(text(challenge, "user_code"));
        assertThat(text(shown, "requested_at")).startsWith(requestedAt);
        assertThat(json(shown).path("expires_in").asInt()).isEqualTo(118);

        Response approved = decide(text(challenge, "user_code"), true);
        assertThat(approved.status()).isEqualTo(200);
        assertThat(text(approved, "status")).isEqualTo("approved");

        Response session = poll(challenge);
        assertThat(session.status()).isEqualTo(200);
        assertThat(json(session).at("/user/user_id").asText()).isEqualTo(anna);
        assertThat(poll(challenge).status()).isEqualTo(429);
        assertThat(app("GET", "/auth/qr/" + text(challenge, "token"), "").status()).isEqualTo(410);
        world.clock.advance(Duration.ofSeconds(30));
        assertThat(poll(challenge).status()).isEqualTo(410);
        assertThat(world.log.of("signed_in"))
                .singleElement()
                .satisfies(line -> assertThat(line.get("method").asText()).isEqualTo("qr_code"));
    }

    @Test
    void sendsOneEmailPerApprovedBrowser() {
        ireland().withHeader("cloudfront-viewer-country", "VN");
        Response challenge = generate();

        for (int i = 0; i < 2; i++) {
            decide(text(challenge, "token"), true);
            world.clock.advance(Duration.ofMillis(1));
        }

        assertThat(countApprovalEmails()).isOne();
        assertThat(world.emails.all().getLast().to().text()).isEqualTo(ApiWorld.EMAIL);
        assertThat(world.emails.last().paragraphs().get(1))
                .startsWith("Chrome on Windows, Vietnam, 00:00 UTC on 2 December 2026");
    }

    @Test
    void approvesWhenNotificationEmailFails() {
        Response challenge = generate();
        world.emails.setBroken(true);

        assertThat(text(decide(text(challenge, "token"), true), "status")).isEqualTo("approved");
    }

    @Test
    void approvesScannedCodeByDefaultButNotTypedCode() {
        Response challenge = generate();

        Response typed = scan(text(challenge, "user_code"));

        assertThat(typed.status()).isEqualTo(400);
        assertThat(json(typed).at("/errors/0/field").asText()).isEqualTo("approve");
        assertThat(text(scan(text(challenge, "token")), "status")).isEqualTo("approved");
    }

    @Test
    void refusesApprovalByRevokedSession() {
        Response challenge = generate();
        new AccountGuard(world.in(Region.VIRGINIA).dynamo())
                .revokeSessionsBefore(anna, world.now());

        assertThat(app("GET", "/auth/qr/" + text(challenge, "token"), "").status()).isEqualTo(200);
        assertThat(problem(decide(text(challenge, "token"), true))).isEqualTo("session_revoked");
        assertThat(poll(challenge).status()).isEqualTo(202);
    }

    @Test
    void issuesSessionAgainAfterFailedOrLostResponse() {
        Response challenge = generate();
        decide(text(challenge, "token"), true);
        world.dynamo(Region.IRELAND).failUnsent("BatchGetItem", 1);
        assertThatThrownBy(() -> poll(challenge)).isInstanceOf(DatabaseUnavailableException.class);

        Response lost = poll(challenge);
        world.clock.advance(Duration.ofSeconds(2));
        Response session = poll(challenge);

        assertThat(lost.status()).isEqualTo(200);
        assertThat(session.status()).isEqualTo(200);
        assertThat(ireland().send("GET", "/auth/qr/x", text(lost, "access_token"), "").status())
                .isEqualTo(401);
        assertThat(ireland().send("GET", "/auth/qr/x", text(session, "access_token"), "").status())
                .isEqualTo(404);
        assertThat(world.log.of("signed_in")).hasSize(1);
    }

    @Test
    void ignoresEmailAddressInRequest() {
        Response challenge =
                browser(
                        "/auth/generate-qr",
                        "{\"user_email\":\"test@ieltsaiprep.com\",\"purchase_verified\":true}");
        assertThat(challenge.status()).isEqualTo(201);
        world.clock.advance(Duration.ofSeconds(2));

        Response refused =
                browser(
                        "/mobile-authenticate",
                        body("token", "test-token", "user_email", "test@ieltsaiprep.com"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(problem(refused)).isEqualTo("unauthenticated");
        assertThat(text(refused, "detail")).contains("Sign in in the app first");
        assertThat(problem(scan("test-token"))).isEqualTo("qr_unknown");
        assertThat(poll(challenge).status()).isEqualTo(202);
    }

    @Test
    void refusesApprovalAfterTwoMinutes() {
        Response challenge = generate();
        world.clock.advance(Duration.ofMinutes(2));

        assertThat(scan(text(challenge, "token")).status()).isEqualTo(410);
        assertThat(poll(challenge).status()).isEqualTo(410);
    }

    @Test
    void reportsDenialToBrowser() {
        Response challenge = generate();

        assertThat(text(decide(text(challenge, "token"), false), "status")).isEqualTo("denied");

        assertThat(countApprovalEmails()).isZero();
        assertThat(problem(poll(challenge))).isEqualTo("qr_denied");
        assertThat(scan(text(challenge, "token")).status()).isEqualTo(409);
    }

    @Test
    void returnsRetryAfterWhenBrowserPollsTooFast() {
        Response challenge = generate();
        poll(challenge);

        Response refused = poll(challenge);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", List.of("2"));
    }

    @Test
    void showsUnknownPlaceWithoutCountry() {
        Response challenge = browser("/auth/generate-qr", "");

        Response shown = app("GET", "/auth/qr/" + text(challenge, "token"), "");
        assertThat(text(shown, "place")).isEqualTo("unknown place");
    }

    @Test
    void limitsSecretGuessesPerNetwork() {
        Response challenge = generate();
        String guess = body("token", text(challenge, "token"), "secret", "guess");
        for (int i = 0; i < RateLimitRule.QR_POLL.limit(); i++) {
            assertThat(problem(browser("/auth/qr-session", guess))).isEqualTo("qr_unknown");
        }

        assertThat(browser("/auth/qr-session", guess).status()).isEqualTo(429);
    }

    @Test
    void doesNotReadOtherRegionsForBlockedNetwork() {
        String guess = body("token", "us." + "A".repeat(22), "secret", "guess");
        for (int i = 0; i < RateLimitRule.QR_POLL.limit(); i++) {
            assertThat(problem(browser("/auth/qr-session", guess))).isEqualTo("qr_unknown");
        }
        assertThat(browser("/auth/qr-session", guess).status()).isEqualTo(429);
        world.resetOperations();

        assertThat(browser("/auth/qr-session", guess).status()).isEqualTo(429);

        assertThat(world.operations()).isEmpty();
        assertThat(poll(generate()).status()).as("a browser of this region").isEqualTo(202);
    }

    @Test
    void limitsChallengesPerNetwork() {
        for (int i = 0; i < RateLimitRule.QR_GENERATE.limit(); i++) {
            assertThat(browser("/auth/generate-qr", "").status()).isEqualTo(201);
        }

        assertThat(browser("/auth/generate-qr", "").status()).isEqualTo(429);
    }

    @Test
    void limitsUserCodeGuessesPerAccount() {
        for (int i = 0; i < RateLimitRule.QR_DECIDE.limit(); i++) {
            assertThat(app("GET", "/auth/qr/DBCD-FGHJ", "").status()).isEqualTo(404);
        }

        assertThat(app("GET", "/auth/qr/DBCD-FGHJ", "").status()).isEqualTo(429);
        assertThat(decide("DBCD-FGHJ", true).status()).isEqualTo(429);
    }
}
