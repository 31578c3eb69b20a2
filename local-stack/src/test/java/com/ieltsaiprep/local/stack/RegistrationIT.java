package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.stack.ApiClient.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Registration: one account per e-mail address, in whichever region it is created. */
final class RegistrationIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private final String email = NewUser.random().email();

    @Test
    void ofSeveralRegistrationsOfAnAddressTheFirstConfirmedGetsIt() throws Exception {
        Map<Region, NewUser> three = new EnumMap<>(Region.class);
        Map<Region, Map<String, Object>> confirmations = new EnumMap<>(Region.class);
        for (Region region : Region.values()) {
            NewUser other = NewUser.random();
            three.put(region, new NewUser(email, other.password(), other.name()));
            Response registered = register(region, three);
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

        List<Response> confirmed =
                ConcurrentRequests.send(
                        three.size(),
                        region ->
                                API.newClient()
                                        .post(
                                                RegionCycle.after(region),
                                                "/auth/confirm",
                                                Objects.requireNonNull(confirmations.get(region))));
        assertThat(confirmed)
                .extracting(Response::outcome)
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
        ApiClient phone = API.newClient();
        Response registered =
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

    @Test
    void anOlderCodeSetsANewPasswordAndThenNoneDoes() {
        NewUser newUser = NewUser.random();
        newUser.register(API.newClient(), Region.VIRGINIA);
        ApiClient phone = API.newClient();
        for (int i = 0; i < 3; i++) {
            Map<String, String> address = Map.of("email", newUser.email());
            assertThat(phone.post(RegionCycle.at(i), "/auth/forgot-password", address).outcome())
                    .isEqualTo("202");
        }
        List<String> codes = API.stack().codes(newUser.email()).subList(1, 4);

        for (String code : List.of(codes.get(0), codes.get(1), codes.get(2))) {
            Map<String, String> reset =
                    Map.of(
                            "email",
                            newUser.email(),
                            "code",
                            code,
                            "new_password",
                            "grey-" + newUser.password());
            assertThat(phone.post(Region.IRELAND, "/auth/reset-password", reset).outcome())
                    .isEqualTo(code.equals(codes.getFirst()) ? "204" : "400 code_invalid");
        }
    }

    @Test
    void registeringAgainInformsTheOwnerByEmailOnly() {
        NewUser first = NewUser.random();
        first.register(API.newClient(), Region.SINGAPORE);
        NewUser second = new NewUser(first.email(), NewUser.random().password(), "Another User");

        Response again =
                API.newClient().post(Region.IRELAND, "/auth/register", second.registration());

        assertThat(again.outcome()).isEqualTo("202");
        assertThat(again.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("status", "registration");
        assertThat(API.stack().emails(first.email()).findValuesAsText("subject"))
                .containsExactly("Confirm your e-mail address", "You have an account already");
        assertThat(
                        API.newClient()
                                .post(Region.IRELAND, "/auth/sign-in", second.credentials())
                                .outcome())
                .isEqualTo("401 credentials_invalid");
        first.signIn(API.newClient(), Region.VIRGINIA);
    }

    /** The limit is three e-mails an hour; it may count anew if the hour ends meanwhile. */
    @Test
    void rateLimitedEmailRequestsOfAnotherClientDoNotBlockTheOwner() {
        NewUser victim = NewUser.random();
        ApiClient otherClient = API.newClient();
        NewUser impostor = new NewUser(victim.email(), NewUser.random().password(), "Impostor");
        int emails = 0;
        Response response =
                otherClient.post(Region.IRELAND, "/auth/register", impostor.registration());
        while (response.outcome().equals("202")) {
            emails++;
            assertThat(emails).isLessThanOrEqualTo(6);
            response = otherClient.post(Region.IRELAND, "/auth/register", impostor.registration());
        }
        assertThat(response.outcome()).isEqualTo("429 too_many_requests");
        assertThat(emails).isGreaterThanOrEqualTo(3);

        ApiClient phone = API.newClient();
        victim.register(phone, Region.IRELAND);
        victim.signIn(phone, Region.IRELAND);
        Map<String, String> address = Map.of("email", victim.email());
        for (int i = 0; i < 3; i++) {
            otherClient.post(Region.IRELAND, "/auth/forgot-password", address);
        }
        assertThat(phone.post(Region.IRELAND, "/auth/forgot-password", address).outcome())
                .isEqualTo("202");
    }

    private static Response register(Region region, Map<Region, NewUser> newUsers) {
        NewUser newUser = Objects.requireNonNull(newUsers.get(region));
        return API.newClient().post(region, "/auth/register", newUser.registration());
    }
}
