package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Forged secrets: a nearly right token, code or secret is rejected in every region, and the right
 * one still works.
 */
@SharedApi
final class ForgedSecretsIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private final RecordingApiClient client = API.newClient();

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aForgedAccessTokenIsRejected(Region issuer) {
        NewUser newUser = NewUser.random();
        newUser.register(client, issuer);
        ApiResponse session = newUser.signIn(client, issuer);
        String token = session.text("access_token");
        List<String> forged = mutationsOf(token);
        forged.add(session.text("refresh_token"));
        for (Region region : Region.values()) {
            for (String one : forged) {
                assertThat(client.withToken(one).get(region, "/me").status())
                        .as(one)
                        .isEqualTo(401);
            }
            assertThat(client.withToken(token).get(region, "/me").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aForgedQrCodeOrSecretIsRejected(Region shows) {
        RecordingApiClient phone = API.signedInClient();
        ApiResponse code = client.post(shows, "/auth/generate-qr", Map.of());
        String token = code.text("token");
        String secret = code.text("secret");
        Region region = RegionCycle.after(shows);
        for (String one : mutationsOf(token)) {
            assertThat(poll(region, one, secret)).as(one).isEqualTo("404 qr_unknown");
            assertThat(decide(phone, region, one)).as(one).isEqualTo("404 qr_unknown");
        }
        String typed = code.text("user_code");
        char last = typed.charAt(typed.length() - 1);
        for (String one :
                List.of(
                        typed.substring(0, typed.length() - 1) + (last == 'B' ? 'C' : 'B'),
                        (typed.charAt(0) == 'V' ? "D" : "V") + typed.substring(1),
                        typed + "B",
                        typed.replace(typed.charAt(0), 'A'))) {
            assertThat(decide(phone, region, one)).as(one).isEqualTo("404 qr_unknown");
            assertThat(phone.get(region, "/auth/qr/" + one).outcome()).isEqualTo("404 qr_unknown");
        }
        assertThat(decide(phone, region, token)).isEqualTo("200");
        for (String one : mutationsOf(secret)) {
            assertThat(poll(region, token, one)).as(one).isEqualTo("404 qr_unknown");
        }
        assertThat(poll(RegionCycle.before(shows), token, secret)).isEqualTo("200");
    }

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aForgedResetCodeIsRejected(Region region) {
        String email = requestReset(region);
        String code = API.stack().code(email);
        char last = code.charAt(code.length() - 1);
        for (String one :
                List.of(
                        API.stack().code(requestReset(region)),
                        code.substring(0, code.length() - 1) + (last == 'B' ? 'C' : 'B'),
                        code.substring(1),
                        code + "B")) {
            assertThat(reset(RegionCycle.after(region), email, one))
                    .as(one)
                    .isEqualTo("400 code_invalid");
        }
        assertThat(reset(RegionCycle.before(region), email, code)).isEqualTo("204");
    }

    private String requestReset(Region region) {
        String email = API.stack().accounts().create().email();
        client.post(region, "/auth/forgot-password", Map.of("email", email));
        return email;
    }

    private String reset(Region region, String email, String code) {
        return client.post(
                        region,
                        "/auth/reset-password",
                        Map.of("email", email, "code", code, "new_password", "green-plover-1174"))
                .outcome();
    }

    /** Returns variants of a secret with another character, length, case or region. */
    private static List<String> mutationsOf(String secret) {
        int last = secret.length() - 1;
        List<String> all = new ArrayList<>();
        for (int i : new int[] {3, secret.length() / 2, last}) {
            char other = secret.charAt(i) == 'A' ? 'E' : 'A';
            all.add(secret.substring(0, i) + other + secret.substring(i + 1));
        }
        all.add(secret.substring(0, last));
        all.add(secret + "A");
        all.add(secret.toUpperCase(Locale.ROOT));
        if (secret.charAt(2) == '.') {
            for (String region : List.of("us", "eu", "ap", "xx", "")) {
                all.add(region + secret.substring(2));
            }
            all.remove(secret);
        }
        return all;
    }

    private String poll(Region region, String token, String secret) {
        return client.post(region, "/auth/qr-session", Map.of("token", token, "secret", secret))
                .outcome();
    }

    private static String decide(RecordingApiClient phone, Region region, String token) {
        return phone.post(region, "/mobile-authenticate", Map.of("token", token, "approve", true))
                .outcome();
    }
}
