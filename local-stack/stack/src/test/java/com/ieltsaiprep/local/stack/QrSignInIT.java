package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import java.util.Map;

/**
 * QR sign-in across three regions: a phone approves a browser, and only that browser gets the
 * session.
 */
@SharedApi
final class QrSignInIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private final RecordingApiClient browser = API.newClient();
    private final RecordingApiClient phone = API.signedInClient();

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aCodeOfOneRegionIsApprovedInAnotherAndRedeemedInTheThird(Region shows) {
        Region approves = RegionCycle.after(shows);
        Region redeems = RegionCycle.before(shows);
        ApiResponse code = generate(shows);
        ApiResponse seen = phone.get(approves, "/auth/qr/" + code.text("user_code"));
        assertThat(seen.outcome()).isEqualTo("200");
        assertThat(phone.get(approves, "/auth/qr/" + code.text("token")).text("user_code"))
                .isEqualTo(code.text("user_code"));

        assertThat(decide(approves, code.text("token"), true).text("status")).isEqualTo("approved");

        ApiResponse session = poll(redeems, code.text("token"), code.text("secret"));
        assertThat(session.outcome()).isEqualTo("200");
        String me = phone.get(redeems, "/me").text("user_id");
        RecordingApiClient signedIn = browser.withToken(session.text("access_token"));
        for (Region region : Region.values()) {
            assertThat(signedIn.get(region, "/me").text("user_id")).isEqualTo(me);
        }
        JsonNode emails = API.stack().emails(phone.get(redeems, "/me").text("email"));
        assertThat(emails.get(emails.size() - 1).path("subject").asText())
                .isEqualTo("A browser was allowed to sign in to your account");
    }

    /** Claims in the request decide nothing. */
    @Test
    void theBodiesOfTheRequirementsDocumentAreHandled() {
        ApiResponse code =
                browser.post(
                        Region.SINGAPORE,
                        "/auth/generate-qr",
                        Map.of("user_email", "other@example.com", "purchase_verified", true));
        assertThat(code.outcome()).isEqualTo("201");
        Map<String, String> request =
                Map.of("token", code.text("token"), "user_email", "other@example.com");

        ApiResponse unauthenticated = browser.post(Region.IRELAND, "/mobile-authenticate", request);
        assertThat(unauthenticated.outcome()).isEqualTo("401 unauthenticated");
        assertThat(unauthenticated.text("detail")).startsWith("Sign in in the app first");

        assertThat(phone.post(Region.IRELAND, "/mobile-authenticate", request).text("status"))
                .isEqualTo("approved");
        ApiResponse session = poll(Region.VIRGINIA, code.text("token"), code.text("secret"));
        assertThat(session.json().path("user").path("email").asText())
                .isEqualTo(phone.get(Region.VIRGINIA, "/me").text("email"));
    }

    private ApiResponse generate(Region region) {
        ApiResponse code = browser.post(region, "/auth/generate-qr", Map.of());
        assertThat(code.outcome()).isEqualTo("201");
        return code;
    }

    private ApiResponse poll(Region region, String token, String secret) {
        return browser.post(region, "/auth/qr-session", Map.of("token", token, "secret", secret));
    }

    private ApiResponse decide(Region region, String token, boolean approve) {
        return phone.post(
                region, "/mobile-authenticate", Map.of("token", token, "approve", approve));
    }
}
