package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.stack.ApiClient.Answer;
import com.ieltsaiprep.local.wire.Region;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One address has one account, wherever it is asked for. */
final class RegistrationIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private final String email = Newcomer.random().email();

    @Test
    void oneAddressInThreeRegionsAtOnceBecomesOneAccount() throws Exception {
        Map<Region, Newcomer> three = new EnumMap<>(Region.class);
        for (Region region : Region.values()) {
            Newcomer other = Newcomer.random();
            three.put(region, new Newcomer(email, other.password(), other.name()));
        }
        List<Answer> answers = AtOnce.ask(three.size(), region -> register(region, three));
        assertThat(answers).extracting(Answer::outcome).containsOnly("202").hasSize(3);

        List<String> codes = API.stack().codes(email);
        assertThat(codes).hasSize(3).doesNotHaveDuplicates();
        List<String> confirmed = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            confirmed.add(
                    API.stranger()
                            .post(
                                    Rotation.turn(i),
                                    "/auth/confirm",
                                    Map.of("email", email, "code", codes.get(i)))
                            .outcome());
        }
        assertThat(confirmed)
                .containsExactlyInAnyOrder("204", "400 code_invalid", "400 code_invalid");

        List<String> signedIn = new ArrayList<>();
        for (Newcomer one : three.values()) {
            signedIn.add(
                    API.stranger()
                            .post(Region.IRELAND, "/auth/sign-in", one.credentials())
                            .outcome());
        }
        assertThat(signedIn)
                .containsExactlyInAnyOrder(
                        "200", "401 credentials_invalid", "401 credentials_invalid");
        API.stack().tables().settle();
        for (Region region : Region.values()) {
            assertThat(API.stack().tables().items(region, Table.USERS, email))
                    .filteredOn(item -> item.containsKey("email"))
                    .hasSize(1);
        }
    }

    @Test
    void whoHasAnAccountIsToldSoByMailOnlyAndKeepsIt() {
        Newcomer first = Newcomer.random();
        first.join(API.stranger(), Region.SINGAPORE);
        Newcomer second =
                new Newcomer(first.email(), Newcomer.random().password(), "Somebody else");

        Answer again = API.stranger().post(Region.IRELAND, "/auth/register", second.registration());

        assertThat(again.outcome()).isEqualTo("202");
        assertThat(again.text()).isEqualTo("{\"status\":\"confirmation_sent\"}");
        assertThat(API.stack().mails(first.email()).findValuesAsText("subject"))
                .containsExactly("Confirm your e-mail address", "You have an account already");
        assertThat(
                        API.stranger()
                                .post(Region.IRELAND, "/auth/sign-in", second.credentials())
                                .outcome())
                .isEqualTo("401 credentials_invalid");
        first.signIn(API.stranger(), Region.VIRGINIA);
    }

    private static Answer register(Region region, Map<Region, Newcomer> newcomers) {
        Newcomer newcomer = Objects.requireNonNull(newcomers.get(region));
        return API.stranger().post(region, "/auth/register", newcomer.registration());
    }
}
