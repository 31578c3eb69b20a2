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
    void annaHasTheApp() {
        anna = world.someone();
        world.replicate();
        token = ireland().accessToken(anna);
        ireland().withHeader("user-agent", CHROME);
        world.address = "192.0.2.1";
    }

    private AuthRegion ireland() {
        return world.in(Region.IRELAND);
    }

    private Response browser(String path, String body) {
        return ireland().ask("POST", path, "", body);
    }

    private Response app(String method, String path, String body) {
        return ireland().ask(method, path, token, body);
    }

    private Response begun() {
        Response begun = browser("/auth/generate-qr", "{}");
        world.clock.advance(Duration.ofSeconds(2));
        return begun;
    }

    private static String text(Response response, String name) {
        return json(response).path(name).asText();
    }

    private Response poll(Response begun) {
        return browser(
                "/auth/qr-session",
                body("token", text(begun, "token"), "secret", text(begun, "secret")));
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

    private long notices() {
        return world.emails.all().stream()
                .filter(it -> it.message().subject().contains("was allowed to sign in"))
                .count();
    }

    @Test
    void aBrowserGetsAChallengeAndASecret() {
        Response begun = begun();

        assertThat(begun.status()).isEqualTo(201);
        assertThat(text(begun, "token")).matches("eu\\.[A-Za-z0-9_-]{22}");
        assertThat(text(begun, "qr_url"))
                .isEqualTo("https://ieltsaiprep.com/a?token=" + text(begun, "token"));
        assertThat(text(begun, "user_code")).matches("D[B-Z]{3}-[B-Z]{4}");
        assertThat(text(begun, "secret")).matches("[A-Za-z0-9_-]{43}");
        assertThat(json(begun).path("expires_in").asInt()).isEqualTo(120);
        assertThat(json(begun).path("interval").asInt()).isEqualTo(2);
        assertThat(begun.headers()).containsEntry("Cache-Control", List.of("no-store"));
    }

    @Test
    void theAppSeesTheBrowserAndApprovesIt() {
        ireland().withHeader("cloudfront-viewer-country", "VN");
        String requestedAt = world.now().toString().substring(0, 19);
        Response begun = begun();
        assertThat(poll(begun).status()).isEqualTo(202);

        Response seen = app("GET", "/auth/qr/" + text(begun, "token"), "");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(text(seen, "browser")).isEqualTo("Chrome on Windows");
        assertThat(text(seen, "place")).isEqualTo("Vietnam");
        assertThat(text(seen, "user_code")).isEqualTo(text(begun, "user_code"));
        assertThat(text(seen, "requested_at")).startsWith(requestedAt);
        assertThat(json(seen).path("expires_in").asInt()).isEqualTo(118);

        Response approved = decide(text(begun, "user_code"), true);
        assertThat(approved.status()).isEqualTo(200);
        assertThat(text(approved, "status")).isEqualTo("approved");

        Response session = poll(begun);
        assertThat(session.status()).isEqualTo(200);
        assertThat(json(session).at("/user/user_id").asText()).isEqualTo(anna);
        assertThat(poll(begun).status()).isEqualTo(429);
        assertThat(app("GET", "/auth/qr/" + text(begun, "token"), "").status()).isEqualTo(410);
        world.clock.advance(Duration.ofSeconds(30));
        assertThat(poll(begun).status()).isEqualTo(410);
        assertThat(world.log.of("signed_in"))
                .singleElement()
                .satisfies(line -> assertThat(line.get("method").asText()).isEqualTo("qr_code"));
    }

    @Test
    void theUserIsToldOnceOfAnApprovedBrowser() {
        ireland().withHeader("cloudfront-viewer-country", "VN");
        Response begun = begun();

        for (int i = 0; i < 2; i++) {
            decide(text(begun, "token"), true);
            world.clock.advance(Duration.ofMillis(1));
        }

        assertThat(notices()).isOne();
        assertThat(world.emails.all().getLast().to().text()).isEqualTo(ApiWorld.EMAIL);
        assertThat(world.emails.last().paragraphs().get(1))
                .startsWith("Chrome on Windows, Vietnam, 00:00 UTC on 2 December 2026");
    }

    @Test
    void anApprovalHoldsAlsoIfTheUserCannotBeTold() {
        Response begun = begun();
        world.emails.setBroken(true);

        assertThat(text(decide(text(begun, "token"), true), "status")).isEqualTo("approved");
    }

    @Test
    void aScannedCodeIsApprovedByDefaultButNotATypedOne() {
        Response begun = begun();

        Response typed = scan(text(begun, "user_code"));

        assertThat(typed.status()).isEqualTo(400);
        assertThat(json(typed).at("/errors/0/field").asText()).isEqualTo("approve");
        assertThat(text(scan(text(begun, "token")), "status")).isEqualTo("approved");
    }

    @Test
    void aSessionThatWasRevokedElsewhereApprovesNothing() {
        Response begun = begun();
        new AccountGuard(world.in(Region.VIRGINIA).dynamo())
                .revokeSessionsBefore(anna, world.now());

        assertThat(app("GET", "/auth/qr/" + text(begun, "token"), "").status()).isEqualTo(200);
        assertThat(problem(decide(text(begun, "token"), true))).isEqualTo("session_revoked");
        assertThat(poll(begun).status()).isEqualTo(202);
    }

    @Test
    void aBrowserWhoseResponseFailedOrWasLostPollsAgain() {
        Response begun = begun();
        decide(text(begun, "token"), true);
        world.dynamo(Region.IRELAND).failUnsent("BatchGetItem", 1);
        assertThatThrownBy(() -> poll(begun)).isInstanceOf(DatabaseUnavailableException.class);

        Response lost = poll(begun);
        world.clock.advance(Duration.ofSeconds(2));
        Response session = poll(begun);

        assertThat(lost.status()).isEqualTo(200);
        assertThat(session.status()).isEqualTo(200);
        assertThat(ireland().ask("GET", "/auth/qr/x", text(lost, "access_token"), "").status())
                .isEqualTo(401);
        assertThat(ireland().ask("GET", "/auth/qr/x", text(session, "access_token"), "").status())
                .isEqualTo(404);
        assertThat(world.log.of("signed_in")).hasSize(1);
    }

    @Test
    void anEmailAddressInTheRequestDecidesNothing() {
        Response begun =
                browser(
                        "/auth/generate-qr",
                        "{\"user_email\":\"test@ieltsaiprep.com\",\"purchase_verified\":true}");
        assertThat(begun.status()).isEqualTo(201);
        world.clock.advance(Duration.ofSeconds(2));

        Response stranger =
                browser(
                        "/mobile-authenticate",
                        body("token", "test-token", "user_email", "test@ieltsaiprep.com"));
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(problem(stranger)).isEqualTo("unauthenticated");
        assertThat(text(stranger, "detail")).contains("Sign in in the app first");
        assertThat(problem(scan("test-token"))).isEqualTo("qr_unknown");
        assertThat(poll(begun).status()).isEqualTo(202);
    }

    @Test
    void nothingIsApprovedAfterTwoMinutes() {
        Response begun = begun();
        world.clock.advance(Duration.ofMinutes(2));

        assertThat(scan(text(begun, "token")).status()).isEqualTo(410);
        assertThat(poll(begun).status()).isEqualTo(410);
    }

    @Test
    void aDenialIsToldToTheBrowser() {
        Response begun = begun();

        assertThat(text(decide(text(begun, "token"), false), "status")).isEqualTo("denied");

        assertThat(notices()).isZero();
        assertThat(problem(poll(begun))).isEqualTo("qr_denied");
        assertThat(scan(text(begun, "token")).status()).isEqualTo(409);
    }

    @Test
    void aBrowserThatPollsTooOftenIsToldTheInterval() {
        Response begun = begun();
        poll(begun);

        Response refused = poll(begun);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", List.of("2"));
    }

    @Test
    void withoutACountryThePlaceIsUnknown() {
        Response begun = browser("/auth/generate-qr", "");

        Response seen = app("GET", "/auth/qr/" + text(begun, "token"), "");
        assertThat(text(seen, "place")).isEqualTo("unknown place");
    }

    @Test
    void guessesOfSecretsAreLimitedByNetwork() {
        Response begun = begun();
        String guess = body("token", text(begun, "token"), "secret", "guess");
        for (int i = 0; i < RateLimitRule.QR_POLL.limit(); i++) {
            assertThat(problem(browser("/auth/qr-session", guess))).isEqualTo("qr_unknown");
        }

        assertThat(browser("/auth/qr-session", guess).status()).isEqualTo(429);
    }

    @Test
    void aBlockedNetworkCausesNoReadsInOtherRegions() {
        String guess = body("token", "us." + "A".repeat(22), "secret", "guess");
        for (int i = 0; i < RateLimitRule.QR_POLL.limit(); i++) {
            assertThat(problem(browser("/auth/qr-session", guess))).isEqualTo("qr_unknown");
        }
        assertThat(browser("/auth/qr-session", guess).status()).isEqualTo(429);
        world.mark();

        assertThat(browser("/auth/qr-session", guess).status()).isEqualTo(429);

        assertThat(world.operations()).isEmpty();
        assertThat(poll(begun()).status()).as("a browser of this region").isEqualTo(202);
    }

    @Test
    void challengesAreLimitedByNetwork() {
        for (int i = 0; i < RateLimitRule.QR_GENERATE.limit(); i++) {
            assertThat(browser("/auth/generate-qr", "").status()).isEqualTo(201);
        }

        assertThat(browser("/auth/generate-qr", "").status()).isEqualTo(429);
    }

    @Test
    void guessesOfUserCodesAreLimitedByAccount() {
        for (int i = 0; i < RateLimitRule.QR_DECIDE.limit(); i++) {
            assertThat(app("GET", "/auth/qr/DBCD-FGHJ", "").status()).isEqualTo(404);
        }

        assertThat(app("GET", "/auth/qr/DBCD-FGHJ", "").status()).isEqualTo(429);
        assertThat(decide("DBCD-FGHJ", true).status()).isEqualTo(429);
    }
}
