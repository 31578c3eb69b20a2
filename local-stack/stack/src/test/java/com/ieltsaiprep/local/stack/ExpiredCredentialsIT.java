package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.client.api.ApiResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Expired tokens, codes and sessions are rejected in all regions, even while their items still
 * exist.
 */
@SharedApi
final class ExpiredCredentialsIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final String TICKETS = "/api/nova-sonic/sessions";
    private static final String EXPIRES_AT = "expires_at";

    private final RecordingApiClient client = API.newClient();

    @Test
    void anExpiredAccessTokenIsRejected() {
        String token = API.stack().accounts().create().accessToken();
        backdate(
                Region.VIRGINIA,
                Table.SESSIONS,
                "access#" + TokenGenerator.hash(token),
                EXPIRES_AT,
                seconds());

        for (Region region : Region.values()) {
            assertThat(client.withToken(token).get(region, "/me").outcome())
                    .isEqualTo("401 session_expired");
        }
    }

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aRefreshTokenIsRejectedAfterSixtyDays(Region region) {
        String token = API.stack().accounts().create().refreshToken();
        backdate(
                Region.VIRGINIA,
                Table.SESSIONS,
                "family#" + token.substring(0, token.lastIndexOf('.')),
                "rotated_at",
                millis(Duration.ofDays(60)));

        assertThat(client.post(region, "/auth/refresh", Map.of("refresh_token", token)).outcome())
                .isEqualTo("401 session_expired");
    }

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aQrCodeIsRejectedAfterTwoMinutes(Region shows) {
        RecordingApiClient phone = API.signedInClient();
        ApiResponse code = client.post(shows, "/auth/generate-qr", Map.of());
        String token = code.text("token");
        Map<String, String> poll = Map.of("token", token, "secret", code.text("secret"));
        backdate(
                shows,
                Table.QR_TOKENS,
                "qr#" + TokenGenerator.hash(token),
                "asked_at",
                millis(Duration.ofMinutes(2)));

        Region region = RegionCycle.after(shows);
        List<ApiResponse> responses =
                List.of(
                        client.post(region, "/auth/qr-session", poll),
                        phone.get(region, "/auth/qr/" + token),
                        phone.get(region, "/auth/qr/" + code.text("user_code")),
                        phone.post(region, "/mobile-authenticate", Map.of("token", token)));

        assertThat(responses).extracting(ApiResponse::outcome).containsOnly("410 qr_expired");
    }

    @Test
    void aSpeakingSessionExpiresAndItsTicketHasATtl() {
        RecordingApiClient user = API.signedInClient();
        ApiResponse ticket = user.post(Region.VIRGINIA, TICKETS);
        String session = ticket.text("session_id");
        String ttl =
                API.stack()
                        .redis(Region.VIRGINIA)
                        .command("TTL " + Ticket.redisKey(ticket.text("ticket")));
        assertThat(Integer.parseInt(ttl.substring(1))).isBetween(1, 60);
        backdate(
                Region.VIRGINIA,
                Table.PURCHASES,
                "attempt#" + session,
                "begun_at",
                millis(Duration.ofMinutes(45)));

        assertThat(user.post(Region.VIRGINIA, TICKETS, Map.of("session_id", session)).outcome())
                .isEqualTo("409 session_over");
    }

    private static long seconds() {
        return Instant.now().minusSeconds(1).getEpochSecond();
    }

    private static long millis(Duration ago) {
        return Instant.now().minus(ago).toEpochMilli();
    }

    /** Backdates a time in an item, in the region that decides about it. */
    private static void backdate(
            Region region, Table table, String key, String attribute, long time) {
        Map<String, AttributeValue> item =
                new HashMap<>(API.stack().tables().items(region, table, key).getFirst());
        assertThat(item).containsKey(attribute);
        item.put(attribute, AttributeValue.fromN(Long.toString(time)));
        API.stack().tables().put(region, table, item);
    }
}
