package com.ieltsaiprep.api.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.session.Bench;
import com.ieltsaiprep.api.session.Client;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class QrRoutesTest {
    private static final String CHROME = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36";

    private final Bench bench = new Bench(Region.IRELAND);
    private final FakeQrStore store = new FakeQrStore();
    private final List<String> told = new ArrayList<>();
    private final Client browser = client().with("user-agent", CHROME);
    private final Client app = client();

    @BeforeEach
    void annaHasTheApp() {
        app.as(bench.signIn("anna"));
    }

    private Client client() {
        QrSignIns signIns =
                new QrSignIns(
                        store,
                        bench.sessions(),
                        bench.standings(),
                        bench.secrets(),
                        bench.clock(),
                        Region.IRELAND);
        return new Client(
                new QrRoutes(
                                signIns,
                                new QrRoutes.Parts(
                                        bench.authenticator(),
                                        bench.answers(),
                                        bench.limits(),
                                        bench.recorded(),
                                        (userId, browser, place, at) ->
                                                told.add(
                                                        "%s: %s, %s, %s"
                                                                .formatted(
                                                                        userId, browser, place,
                                                                        at))),
                                "https://ieltsaiprep.com/a?token=")
                        .routes());
    }

    private Client.Answer begun() {
        Client.Answer begun = browser.post("/auth/generate-qr", "{}");
        bench.clock().pass(Duration.ofSeconds(2));
        return begun;
    }

    private Client.Answer poll(Client.Answer begun) {
        return browser.post(
                "/auth/qr-session",
                "{\"token\":\"%s\",\"secret\":\"%s\"}"
                        .formatted(begun.text("token"), begun.text("secret")));
    }

    private static String decision(String token, boolean approve) {
        return "{\"token\":\"%s\",\"approve\":%s}".formatted(token, approve);
    }

    private static String token(String token) {
        return "{\"token\":\"" + token + "\"}";
    }

    @Test
    void aBrowserIsGivenWhatItShowsAndWhatItKeeps() {
        Client.Answer begun = begun();

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.text("token")).matches("eu\\.[A-Za-z0-9_-]{22}");
        assertThat(begun.text("qr_url"))
                .isEqualTo("https://ieltsaiprep.com/a?token=" + begun.text("token"));
        assertThat(begun.text("user_code")).matches("D[B-Z]{3}-[B-Z]{4}");
        assertThat(begun.text("secret")).matches("[A-Za-z0-9_-]{43}");
        assertThat(begun.body().path("expires_in").asInt()).isEqualTo(120);
        assertThat(begun.body().path("interval").asInt()).isEqualTo(2);
        assertThat(begun.headers()).containsEntry("Cache-Control", List.of("no-store"));
    }

    @Test
    void theAppSeesWhoAsksAndApprovesIt() {
        browser.with("cloudfront-viewer-country", "VN");
        Client.Answer begun = begun();
        assertThat(poll(begun).status()).isEqualTo(202);

        Client.Answer seen = app.get("/auth/qr/" + begun.text("token"));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text("browser")).isEqualTo("Chrome on Windows");
        assertThat(seen.text("place")).isEqualTo("Vietnam");
        assertThat(seen.text("user_code")).isEqualTo(begun.text("user_code"));
        assertThat(seen.text("requested_at")).isEqualTo("2026-01-01T00:00:00.123Z");
        assertThat(seen.body().path("expires_in").asInt()).isEqualTo(118);

        Client.Answer approved =
                app.post("/mobile-authenticate", decision(begun.text("user_code"), true));
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.text("status")).isEqualTo("approved");

        Client.Answer session = poll(begun);
        assertThat(session.status()).isEqualTo(200);
        assertThat(session.body().path("user").path("name").asText()).isEqualTo("anna");
        assertThat(poll(begun).status()).isEqualTo(429);
        assertThat(app.get("/auth/qr/" + begun.text("token")).status()).isEqualTo(410);
        bench.clock().pass(Duration.ofSeconds(30));
        assertThat(poll(begun).status()).isEqualTo(410);
        assertThat(bench.recorded().events()).containsExactly("anna by QR_CODE");
    }

    @Test
    void thePersonIsToldOfABrowserThatTheyApprovedOnce() {
        browser.with("cloudfront-viewer-country", "VN");
        Client.Answer begun = begun();

        for (int i = 0; i < 2; i++) {
            app.post("/mobile-authenticate", decision(begun.text("token"), true));
            bench.clock().pass(Duration.ofMillis(1));
        }

        assertThat(told)
                .containsExactly("anna: Chrome on Windows, Vietnam, 2026-01-01T00:00:02.123Z");
    }

    @Test
    void thePersonIsToldAlsoIfTheAnswerOfTheWriteWasLost() {
        Client.Answer begun = begun();
        store.loseNextAnswer();

        Client.Answer approved =
                app.post("/mobile-authenticate", decision(begun.text("token"), true));

        assertThat(approved.text("status")).isEqualTo("approved");
        assertThat(told).hasSize(1);
    }

    @Test
    void whatIsScannedIsApprovedWithoutAWordButNotWhatIsTyped() {
        Client.Answer begun = begun();

        Client.Answer typed = app.post("/mobile-authenticate", token(begun.text("user_code")));

        assertThat(typed.status()).isEqualTo(400);
        assertThat(typed.body().at("/errors/0/field").asText()).isEqualTo("approve");
        assertThat(app.post("/mobile-authenticate", token(begun.text("token"))).text("status"))
                .isEqualTo("approved");
    }

    @Test
    void aSignInThatWasEndedElsewhereApprovesNothingThoughACopyIsGood() {
        Client.Answer begun = begun();
        app.get("/auth/qr/" + begun.text("token"));
        bench.standings().endBefore("anna", bench.clock().instant());

        assertThat(app.get("/auth/qr/" + begun.text("token")).status()).isEqualTo(200);
        Client.Answer answer =
                app.post("/mobile-authenticate", decision(begun.text("token"), true));

        assertThat(answer.problem()).isEqualTo("session_revoked");
        assertThat(poll(begun).status()).isEqualTo(202);
    }

    @Test
    void aBrowserWhoseAnswerFailedOrWasLostAsksAgain() {
        Client.Answer begun = begun();
        app.post("/mobile-authenticate", decision(begun.text("token"), true));
        bench.profilesAreAway(true);
        assertThatThrownBy(() -> poll(begun)).hasMessage("away");
        bench.profilesAreAway(false);

        Client.Answer lost = poll(begun);
        bench.clock().pass(Duration.ofSeconds(2));
        Client.Answer session = poll(begun);

        assertThat(lost.status()).isEqualTo(200);
        assertThat(session.status()).isEqualTo(200);
        assertThat(client().as(lost.text("access_token")).get("/auth/qr/x").status())
                .isEqualTo(401);
        assertThat(client().as(session.text("access_token")).get("/auth/qr/x").status())
                .isEqualTo(404);
        assertThat(bench.recorded().events()).containsExactly("anna by QR_CODE");
    }

    @Test
    void whatTheDocumentsSendDecidesNothing() {
        Client.Answer begun =
                browser.post(
                        "/auth/generate-qr",
                        "{\"user_email\":\"test@ieltsaiprep.com\",\"purchase_verified\":true}");
        assertThat(begun.status()).isEqualTo(201);
        bench.clock().pass(Duration.ofSeconds(2));

        Client.Answer nobody =
                client().post(
                                "/mobile-authenticate",
                                "{\"token\":\"test-token\",\"user_email\":\"test@ieltsaiprep.com\"}");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.problem()).isEqualTo("unauthenticated");
        assertThat(nobody.text("detail")).contains("Sign in in the app first");
        assertThat(app.post("/mobile-authenticate", token("test-token")).problem())
                .isEqualTo("qr_unknown");
        assertThat(poll(begun).status()).isEqualTo(202);
    }

    @Test
    void afterTwoMinutesNobodyCanApproveIt() {
        Client.Answer begun = begun();
        bench.clock().pass(Duration.ofMinutes(2));

        assertThat(app.post("/mobile-authenticate", token(begun.text("token"))).status())
                .isEqualTo(410);
        assertThat(poll(begun).status()).isEqualTo(410);
    }

    @Test
    void aRefusalIsToldToTheBrowser() {
        Client.Answer begun = begun();
        String no = decision(begun.text("token"), false);

        assertThat(app.post("/mobile-authenticate", no).text("status")).isEqualTo("denied");

        assertThat(told).isEmpty();

        assertThat(poll(begun).problem()).isEqualTo("qr_denied");
        assertThat(app.post("/mobile-authenticate", token(begun.text("token"))).status())
                .isEqualTo(409);
    }

    @Test
    void aBrowserThatAsksTooOftenIsTold() {
        Client.Answer begun = begun();
        poll(begun);

        Client.Answer answer = poll(begun);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers()).containsEntry("Retry-After", List.of("2"));
    }

    @Test
    void withoutACountryThePlaceIsUnknown() {
        Client.Answer begun = client().post("/auth/generate-qr", "");

        assertThat(app.get("/auth/qr/" + begun.text("token")).text("place"))
                .isEqualTo("unknown place");
    }

    @Test
    void aStrangersSecretIsUnknownAndGuessingIsLimited() {
        Client.Answer begun = begun();
        String guess = "{\"token\":\"%s\",\"secret\":\"guess\"}".formatted(begun.text("token"));
        for (int i = 0; i < 600; i++) {
            assertThat(browser.post("/auth/qr-session", guess).problem()).isEqualTo("qr_unknown");
        }

        assertThat(browser.post("/auth/qr-session", guess).status()).isEqualTo(429);
    }

    @Test
    void whoseGuessesAreTooManyAreNotLookedForInOtherRegions() {
        String guess = "{\"token\":\"us.%s\",\"secret\":\"guess\"}".formatted("A".repeat(22));
        for (int i = 0; i < RateLimitRule.QR_POLL.most(); i++) {
            assertThat(browser.post("/auth/qr-session", guess).problem()).isEqualTo("qr_unknown");
        }
        assertThat(browser.post("/auth/qr-session", guess).status()).isEqualTo(429);
        int finds = store.finds();

        assertThat(browser.post("/auth/qr-session", guess).status()).isEqualTo(429);

        assertThat(store.finds()).isEqualTo(finds);
        assertThat(poll(begun()).status()).as("a browser of this region").isEqualTo(202);
    }

    @Test
    void codesAreGivenWithinALimit() {
        for (int i = 0; i < RateLimitRule.QR_GENERATE.most(); i++) {
            assertThat(browser.post("/auth/generate-qr", "").status()).isEqualTo(201);
        }

        assertThat(browser.post("/auth/generate-qr", "").status()).isEqualTo(429);
    }

    @Test
    void aGuessOfCodesIsLimited() {
        for (int i = 0; i < 30; i++) {
            assertThat(app.get("/auth/qr/DBCD-FGHJ").status()).isEqualTo(404);
        }

        assertThat(app.get("/auth/qr/DBCD-FGHJ").status()).isEqualTo(429);
        assertThat(app.post("/mobile-authenticate", decision("DBCD-FGHJ", true)).status())
                .isEqualTo(429);
    }
}
