package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.stack.ApiClient.Response;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A new account works in every region before it is replicated. */
final class CrossRegionRegistrationIT {
    private static final String TICKETS = "/api/nova-sonic/sessions";

    @RegisterExtension static final ApiExtension API = new ApiExtension();

    @ParameterizedTest
    @EnumSource
    void aNewAccountSignsInEverywhereAndGetsATicketBeforeReplication(Region first) {
        API.stack().tables().setLag(Duration.ofMinutes(10));
        Region second = RegionCycle.after(first);
        ApiClient client = API.newClient();
        NewUser newUser = NewUser.random();

        Response registered = client.post(first, "/auth/register", newUser.registration());
        Map<String, Object> confirmation =
                NewUser.confirmation(registered, API.stack().code(newUser.email()));
        assertThat(client.post(second, "/auth/confirm", confirmation).outcome()).isEqualTo("204");
        Response session = client.post(first, "/auth/sign-in", newUser.credentials());
        assertThat(session.outcome()).isEqualTo("200");

        ApiClient user = client.withToken(session.text("access_token"));
        for (Region region : Region.values()) {
            assertThat(user.get(region, "/me").text("email")).isEqualTo(newUser.email());
        }
        API.stack().accounts().grantAttempts(session.json().path("user").path("user_id").asText());
        Response ticket = user.post(Region.VIRGINIA, TICKETS);
        assertThat(ticket.outcome()).isEqualTo("201");
        assertThat(ticket.text("stream_url")).startsWith("ws://");
        for (Region region : List.of(Region.IRELAND, Region.SINGAPORE)) {
            Response elsewhere = user.post(region, TICKETS, Map.of());
            assertThat(elsewhere.outcome()).isEqualTo("421 wrong_region");
            assertThat(elsewhere.text("address"))
                    .isEqualTo(API.stack().address(Region.VIRGINIA).toString());
        }
    }
}
