package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.stack.ApiClient.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * QR sign-in across three regions: a phone approves a browser, and only that browser gets the
 * session.
 */
final class QrSignInIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private final ApiClient browser = API.newClient();
    private final ApiClient phone = API.signedInClient();

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aCodeOfOneRegionIsApprovedInAnotherAndRedeemedInTheThird(Region shows) {
        Region approves = RegionCycle.after(shows);
        Region redeems = RegionCycle.before(shows);
        Response code = generate(shows);
        Response seen = phone.get(approves, "/auth/qr/" + code.text("user_code"));
        assertThat(seen.outcome()).isEqualTo("200");
        assertThat(phone.get(approves, "/auth/qr/" + code.text("token")).text("user_code"))
                .isEqualTo(code.text("user_code"));

        assertThat(decide(approves, code.text("token"), true).text("status")).isEqualTo("approved");

        Response session = poll(redeems, code.text("token"), code.text("secret"));
        assertThat(session.outcome()).isEqualTo("200");
        String me = phone.get(redeems, "/me").text("user_id");
        ApiClient signedIn = browser.withToken(session.text("access_token"));
        for (Region region : Region.values()) {
            assertThat(signedIn.get(region, "/me").text("user_id")).isEqualTo(me);
        }
        JsonNode emails = API.stack().emails(phone.get(redeems, "/me").text("email"));
        assertThat(emails.get(emails.size() - 1).path("subject").asText())
                .isEqualTo("A browser was allowed to sign in to your account");
    }

    @Test
    void aBrowserThatLostTheResponseGetsAnotherSessionThatReplacesTheFirst() {
        Response code = generate(Region.SINGAPORE);
        decide(Region.IRELAND, code.text("token"), true);
        Response lost = poll(Region.VIRGINIA, code.text("token"), code.text("secret"));
        assertThat(lost.outcome()).isEqualTo("200");

        List<Response> again = new ArrayList<>();
        Eventually.afterReplication(
                () -> {
                    again.add(poll(Region.IRELAND, code.text("token"), code.text("secret")));
                    assertThat(again.getLast().outcome()).isEqualTo("200");
                });

        assertThat(again)
                .extracting(Response::outcome)
                .containsOnlyOnce("200")
                .isSubsetOf("200", "429 too_many_requests");
        assertThat(refresh(lost).outcome()).isEqualTo("401 session_expired");
        assertThat(refresh(again.getLast()).outcome()).isEqualTo("200");
    }

    @Test
    void aBrowserThatSignedOutGetsNoFurtherSession() {
        Response code = generate(Region.SINGAPORE);
        decide(Region.IRELAND, code.text("token"), true);
        Response session = poll(Region.VIRGINIA, code.text("token"), code.text("secret"));
        ApiClient signedIn = browser.withToken(session.text("access_token"));
        assertThat(signedIn.post(Region.IRELAND, "/auth/sign-out", Map.of()).outcome())
                .isEqualTo("204");

        Eventually.afterReplication(
                () ->
                        assertThat(
                                        poll(
                                                        Region.SINGAPORE,
                                                        code.text("token"),
                                                        code.text("secret"))
                                                .outcome())
                                .isEqualTo("410 qr_expired"));
    }

    private Response refresh(Response session) {
        return browser.post(
                Region.SINGAPORE,
                "/auth/refresh",
                Map.of("refresh_token", session.text("refresh_token")));
    }

    @Test
    void ofConcurrentPollsOnlyOneKeepsTheSession() throws Exception {
        Response code = generate(Region.IRELAND);
        decide(Region.SINGAPORE, code.text("token"), true);

        List<Response> responses =
                ConcurrentRequests.send(
                        9, region -> poll(region, code.text("token"), code.text("secret")));

        assertThat(responses)
                .extracting(Response::outcome)
                .contains("200")
                .isSubsetOf("200", "429 too_many_requests", "410 qr_expired");
        assertThat(responses)
                .filteredOn(response -> response.status() == 200)
                .as("a second one only in the place of the first")
                .extracting(response -> refresh(response).outcome())
                .containsOnlyOnce("200")
                .isSubsetOf("200", "401 session_expired");
    }

    @Test
    void theCodeWithoutTheBrowsersSecretGivesNoSession() {
        Response code = generate(Region.SINGAPORE);
        Response otherCode = generate(Region.SINGAPORE);
        decide(Region.IRELAND, code.text("user_code"), true);
        ApiClient attacker = API.newClient();

        Map<String, String> without = Map.of("token", code.text("token"));
        assertThat(attacker.post(Region.VIRGINIA, "/auth/qr-session", without).outcome())
                .isEqualTo("400 invalid_request");
        for (String secret :
                new String[] {
                    otherCode.text("secret"), code.text("token"), code.text("user_code"), "x"
                }) {
            assertThat(poll(Region.VIRGINIA, code.text("token"), secret).outcome())
                    .isEqualTo("404 qr_unknown");
        }
        assertThat(poll(Region.VIRGINIA, code.text("user_code"), code.text("secret")).outcome())
                .isEqualTo("404 qr_unknown");
        assertThat(poll(Region.VIRGINIA, code.text("token"), code.text("secret")).outcome())
                .isEqualTo("200");
    }

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aDeniedCodeStaysDenied(Region shows) {
        Response code = generate(shows);
        assertThat(decide(RegionCycle.after(shows), code.text("token"), false).text("status"))
                .isEqualTo("denied");

        assertThat(
                        poll(RegionCycle.before(shows), code.text("token"), code.text("secret"))
                                .outcome())
                .isEqualTo("403 qr_denied");
        assertThat(decide(shows, code.text("token"), true).outcome()).isEqualTo("409 qr_decided");
        Response late = decide(RegionCycle.after(shows), code.text("user_code"), true);
        assertThat(late.outcome()).isEqualTo("409 qr_decided");
        assertThat(poll(shows, code.text("token"), code.text("secret")).outcome())
                .isEqualTo("403 qr_denied");
    }

    @Test
    void anotherUserCanNeitherDecideNorViewADecidedCode() {
        Response code = generate(Region.IRELAND);
        decide(Region.SINGAPORE, code.text("token"), true);
        ApiClient other = API.signedInClient();

        assertThat(
                        other.post(
                                        Region.VIRGINIA,
                                        "/mobile-authenticate",
                                        Map.of("token", code.text("token")))
                                .outcome())
                .isEqualTo("409 qr_decided");
        assertThat(other.get(Region.VIRGINIA, "/auth/qr/" + code.text("token")).outcome())
                .isEqualTo("410 qr_expired");
        assertThat(decide(Region.IRELAND, code.text("token"), true).text("status"))
                .as("the same again, as after a lost answer")
                .isEqualTo("approved");
    }

    @Test
    void aBrowserThatAsksTooFastIsToldToWait() {
        Response code = generate(Region.SINGAPORE);

        Response fast = poll(Region.VIRGINIA, code.text("token"), code.text("secret"));

        assertThat(fast.outcome()).isEqualTo("429 too_many_requests");
        assertThat(fast.header("Retry-After")).isEqualTo("2");
    }

    /** Claims in the request decide nothing. */
    @Test
    void theBodiesOfTheRequirementsDocumentAreHandled() {
        Response code =
                browser.post(
                        Region.SINGAPORE,
                        "/auth/generate-qr",
                        Map.of("user_email", "other@example.com", "purchase_verified", true));
        assertThat(code.outcome()).isEqualTo("201");
        Map<String, String> request =
                Map.of("token", code.text("token"), "user_email", "other@example.com");

        Response unauthenticated = browser.post(Region.IRELAND, "/mobile-authenticate", request);
        assertThat(unauthenticated.outcome()).isEqualTo("401 unauthenticated");
        assertThat(unauthenticated.text("detail")).startsWith("Sign in in the app first");

        assertThat(phone.post(Region.IRELAND, "/mobile-authenticate", request).text("status"))
                .isEqualTo("approved");
        Response session = poll(Region.VIRGINIA, code.text("token"), code.text("secret"));
        assertThat(session.json().path("user").path("email").asText())
                .isEqualTo(phone.get(Region.VIRGINIA, "/me").text("email"));
    }

    private Response generate(Region region) {
        Response code = browser.post(region, "/auth/generate-qr", Map.of());
        assertThat(code.outcome()).isEqualTo("201");
        return code;
    }

    private Response poll(Region region, String token, String secret) {
        return browser.post(region, "/auth/qr-session", Map.of("token", token, "secret", secret));
    }

    private Response decide(Region region, String token, boolean approve) {
        return phone.post(
                region, "/mobile-authenticate", Map.of("token", token, "approve", approve));
    }
}
