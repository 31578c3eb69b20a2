package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.tour.TourUser.DeviceSession;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Step: a browser shows a QR code, the phone approves it, and the browser is signed in. */
final class QrSignInStep {
    private static final Region BROWSER = Region.SINGAPORE;
    private static final Region PHONE = Region.IRELAND;
    private static final String WRONG_SECRET = "a".repeat(43);

    private QrSignInStep() {}

    static TourStep step() {
        return new TourStep("QR sign-in", BROWSER.awsName(), QrSignInStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        ApiClient api = context.api();
        ApiResponse code = api.post(BROWSER, "/auth/generate-qr", null, Map.of()).expect("201");
        Map<String, String> poll =
                Map.of("token", code.text("token"), "secret", code.text("secret"));
        LockSupport.parkNanos(Duration.ofSeconds(code.json("interval").asLong()).toNanos());
        api.post(BROWSER, "/auth/qr-session", null, poll).expect("202").expect("status", "pending");
        String token = user.phone().accessToken();
        String typed = code.text("user_code");
        ApiResponse prompt =
                api.get(PHONE, "/auth/qr/" + typed, token).expect("200").expect("user_code", typed);
        api.post(PHONE, "/mobile-authenticate", token, Map.of("token", code.text("token")))
                .expect("200")
                .expect("status", "approved");
        Map<String, String> wrongSecret =
                Map.of("token", code.text("token"), "secret", WRONG_SECRET);
        api.post(BROWSER, "/auth/qr-session", null, wrongSecret).expect("404 qr_unknown");
        ApiResponse session = api.post(BROWSER, "/auth/qr-session", null, poll).expect("200");
        user.setBrowser(DeviceSession.from(session));
        return "pending, approved by the phone in %s for %s, nothing without the browser's secret"
                .formatted(PHONE.awsName(), prompt.text("browser"));
    }
}
