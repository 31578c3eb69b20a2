package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.session.Secrets;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.stack.ApiClient.Response;

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

/** What was good once is refused in all regions once its time is over, though it is still kept. */
final class ExpiredCredentialsIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final String TICKETS = "/api/nova-sonic/sessions";
    private static final String EXPIRES_AT = "expires_at";

    private final ApiClient somebody = API.stranger();

    @Test
    void anAccessToken() {
        String token = API.stack().accounts().create().accessToken();
        age(
                Region.VIRGINIA,
                Table.SESSIONS,
                "access#" + Secrets.hash(token),
                EXPIRES_AT,
                seconds());

        for (Region region : Region.values()) {
            assertThat(somebody.as(token).get(region, "/me").outcome())
                    .isEqualTo("401 session_expired");
        }
    }

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aRefreshTokenAfterSixtyDays(Region asked) {
        String token = API.stack().accounts().create().refreshToken();
        age(
                Region.VIRGINIA,
                Table.SESSIONS,
                "family#" + token.substring(0, token.lastIndexOf('.')),
                "rotated_at",
                millis(Duration.ofDays(60)));

        assertThat(somebody.post(asked, "/auth/refresh", Map.of("refresh_token", token)).outcome())
                .isEqualTo("401 session_expired");
    }

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aQrCodeAfterTwoMinutes(Region shows) {
        ApiClient phone = API.person();
        Response code = somebody.post(shows, "/auth/generate-qr", Map.of());
        String token = code.text("token");
        Map<String, String> poll = Map.of("token", token, "secret", code.text("secret"));
        age(
                shows,
                Table.QR_TOKENS,
                "qr#" + Secrets.hash(token),
                "asked_at",
                millis(Duration.ofMinutes(2)));

        Region asked = RegionCycle.after(shows);
        List<Response> answers =
                List.of(
                        somebody.post(asked, "/auth/qr-session", poll),
                        phone.get(asked, "/auth/qr/" + token),
                        phone.get(asked, "/auth/qr/" + code.text("user_code")),
                        phone.post(asked, "/mobile-authenticate", Map.of("token", token)));

        assertThat(answers).extracting(Response::outcome).containsOnly("410 qr_expired");
    }

    @Test
    void aSessionWithMayaAndTheTicketToIt() {
        ApiClient person = API.person();
        Response ticket = person.post(Region.VIRGINIA, TICKETS);
        String session = ticket.text("session_id");
        String ttl =
                API.stack()
                        .redis(Region.VIRGINIA)
                        .ask("TTL " + Ticket.redisKey(ticket.text("ticket")));
        assertThat(Integer.parseInt(ttl.substring(1))).isBetween(1, 60);
        age(
                Region.VIRGINIA,
                Table.PURCHASES,
                "attempt#" + session,
                "begun_at",
                millis(Duration.ofMinutes(45)));

        assertThat(person.post(Region.VIRGINIA, TICKETS, Map.of("session_id", session)).outcome())
                .isEqualTo("409 session_over");
    }

    private static long seconds() {
        return Instant.now().minusSeconds(1).getEpochSecond();
    }

    private static long millis(Duration age) {
        return Instant.now().minus(age).toEpochMilli();
    }

    /** As if it had been written long ago, where it is decided. */
    private static void age(Region region, Table table, String key, String attribute, long time) {
        Map<String, AttributeValue> item =
                new HashMap<>(API.stack().tables().items(region, table, key).getFirst());
        assertThat(item).containsKey(attribute);
        item.put(attribute, AttributeValue.fromN(Long.toString(time)));
        API.stack().tables().put(region, table, item);
    }
}
