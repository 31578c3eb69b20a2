package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.client.api.ApiResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Registration across regions: one account per e-mail address, usable before replication. */
@SharedApi
final class CrossRegionRegistrationIT {
    private static final String TICKETS = "/api/nova-sonic/sessions";

    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private final String email = NewUser.random().email();

    @ParameterizedTest
    @EnumSource
    void aNewAccountSignsInEverywhereAndGetsATicketBeforeReplication(Region first) {
        API.stack().tables().setLag(Duration.ofMinutes(10));
        Region second = RegionCycle.after(first);
        RecordingApiClient client = API.newClient();
        NewUser newUser = NewUser.random();

        ApiResponse registered = client.post(first, "/auth/register", newUser.registration());
        Map<String, Object> confirmation =
                NewUser.confirmation(registered, API.stack().code(newUser.email()));
        assertThat(client.post(second, "/auth/confirm", confirmation).outcome()).isEqualTo("204");
        ApiResponse session = client.post(first, "/auth/sign-in", newUser.credentials());
        assertThat(session.outcome()).isEqualTo("200");

        RecordingApiClient user = client.withToken(session.text("access_token"));
        for (Region region : Region.values()) {
            assertThat(user.get(region, "/me").text("email")).isEqualTo(newUser.email());
        }
        API.stack().accounts().grantAttempts(session.json().path("user").path("user_id").asText());
        ApiResponse ticket = user.post(Region.VIRGINIA, TICKETS);
        assertThat(ticket.outcome()).isEqualTo("201");
        assertThat(ticket.text("stream_url")).startsWith("ws://");
        for (Region region : List.of(Region.IRELAND, Region.SINGAPORE)) {
            ApiResponse elsewhere = user.post(region, TICKETS, Map.of());
            assertThat(elsewhere.outcome()).isEqualTo("421 wrong_region");
            assertThat(elsewhere.text("address"))
                    .isEqualTo(API.stack().address(Region.VIRGINIA).toString());
        }
    }

    @Test
    void ofSeveralRegistrationsOfAnAddressTheFirstConfirmedGetsIt() throws Exception {
        Map<Region, NewUser> three = new EnumMap<>(Region.class);
        Map<Region, Map<String, Object>> confirmations = new EnumMap<>(Region.class);
        for (Region region : Region.values()) {
            NewUser other = NewUser.random();
            three.put(region, new NewUser(email, other.password(), other.name()));
            ApiResponse registered = register(region, three);
            confirmations.put(region, NewUser.confirmation(registered, API.stack().code(email)));
        }
        assertThat(API.stack().codes(email)).hasSize(3).doesNotHaveDuplicates();
        confirmations.forEach(
                (region, confirmation) ->
                        API.stack()
                                .codes(email)
                                .forEach(
                                        code ->
                                                codeConfirmsOnlyItsOwnRegistration(
                                                        region, confirmation, code)));

        List<ApiResponse> confirmed =
                ConcurrentRequests.send(
                        three.size(),
                        region ->
                                API.newClient()
                                        .post(
                                                RegionCycle.after(region),
                                                "/auth/confirm",
                                                Objects.requireNonNull(confirmations.get(region))));
        assertThat(confirmed)
                .extracting(ApiResponse::outcome)
                .containsExactlyInAnyOrder("204", "400 code_invalid", "400 code_invalid");
        assertThat(signInsOf(three))
                .containsExactlyInAnyOrder(
                        "200", "401 credentials_invalid", "401 credentials_invalid");
        API.stack().tables().awaitReplication();
        for (Region region : Region.values()) {
            assertThat(API.stack().tables().items(region, Table.USERS, email))
                    .filteredOn(item -> item.containsKey("email"))
                    .hasSize(1);
        }
    }

    private static void codeConfirmsOnlyItsOwnRegistration(
            Region region, Map<String, Object> confirmation, String code) {
        if (!code.equals(confirmation.get("code"))) {
            Map<String, Object> mixed = new HashMap<>(confirmation);
            mixed.put("code", code);
            assertThat(API.newClient().post(region, "/auth/confirm", mixed).outcome())
                    .isEqualTo("400 code_invalid");
        }
    }

    private static List<String> signInsOf(Map<Region, NewUser> newUsers) {
        return newUsers.values().stream()
                .map(
                        one ->
                                API.newClient()
                                        .post(Region.IRELAND, "/auth/sign-in", one.credentials())
                                        .outcome())
                .toList();
    }

    @Test
    void anyOfTheLastThreeCodesConfirmsInAnyRegionAndAgainAfterALostResponse() {
        NewUser newUser = NewUser.random();
        RecordingApiClient phone = API.newClient();
        ApiResponse registered =
                phone.post(Region.SINGAPORE, "/auth/register", newUser.registration());
        Map<String, String> registration = Map.of("registration", registered.text("registration"));
        for (int i = 0; i < 3; i++) {
            assertThat(phone.post(RegionCycle.at(i), "/auth/resend-code", registration).outcome())
                    .isEqualTo("202");
        }
        List<String> codes = API.stack().codes(newUser.email());
        assertThat(codes).hasSize(4);

        for (int i = 0; i < 2; i++) {
            for (String code : codes) {
                assertThat(
                                phone.post(
                                                RegionCycle.at(i),
                                                "/auth/confirm",
                                                NewUser.confirmation(registered, code))
                                        .outcome())
                        .isEqualTo(code.equals(codes.getFirst()) ? "400 code_invalid" : "204");
            }
        }
        assertThat(phone.post(Region.IRELAND, "/auth/resend-code", registration).outcome())
                .isEqualTo("404 registration_unknown");
        newUser.signIn(phone, Region.IRELAND);
    }

    private static ApiResponse register(Region region, Map<Region, NewUser> newUsers) {
        NewUser newUser = Objects.requireNonNull(newUsers.get(region));
        return API.newClient().post(region, "/auth/register", newUser.registration());
    }
}
