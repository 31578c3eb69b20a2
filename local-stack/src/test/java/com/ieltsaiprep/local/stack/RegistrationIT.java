package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.stack.ApiClient.Answer;
import com.ieltsaiprep.local.wire.Region;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One address has one account, wherever it is asked for. */
final class RegistrationIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private final String email = Newcomer.random().email();

    @Test
    void oneAddressInThreeRegionsAtOnceBecomesOneAccount() throws Exception {
        List<Newcomer> three = new ArrayList<>();
        for (Region _ : Region.values()) {
            Newcomer other = Newcomer.random();
            three.add(new Newcomer(email, other.password(), other.name()));
        }
        assertThat(atOnce(three)).containsOnly("202").hasSize(3);

        List<String> codes = API.stack().codes(email);
        assertThat(codes).hasSize(3).doesNotHaveDuplicates();
        List<String> confirmed = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            Newcomer any = three.getFirst();
            confirmed.add(
                    API.stranger()
                            .post(Rotation.turn(i), "/auth/confirm", any.confirmation(codes.get(i)))
                            .outcome());
        }
        assertThat(confirmed)
                .containsExactlyInAnyOrder("204", "400 code_invalid", "400 code_invalid");

        List<String> signedIn = new ArrayList<>();
        for (Newcomer one : three) {
            signedIn.add(
                    API.stranger()
                            .post(Region.IRELAND, "/auth/sign-in", one.credentials())
                            .outcome());
        }
        assertThat(signedIn)
                .containsExactlyInAnyOrder(
                        "200", "401 credentials_invalid", "401 credentials_invalid");
        API.stack().settle();
        for (Region region : Region.values()) {
            assertThat(API.stack().items(region, Table.USERS, email))
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

    private static List<String> atOnce(List<Newcomer> all) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> requests = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                ApiClient from = API.stranger();
                Region region = Rotation.turn(i);
                Newcomer newcomer = all.get(i);
                requests.add(
                        () ->
                                from.post(region, "/auth/register", newcomer.registration())
                                        .outcome());
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(requests)) {
                outcomes.add(answer.get());
            }
            return outcomes;
        }
    }
}
