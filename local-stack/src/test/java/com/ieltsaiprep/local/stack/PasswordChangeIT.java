package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.stack.ApiClient.Response;
import com.ieltsaiprep.local.wire.JsonValues;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What one region changes of an account holds in the others, before and after they hear of it. */
final class PasswordChangeIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final List<String> ENDED = List.of("401 session_expired", "401 session_revoked");

    private final ApiClient somebody = API.stranger();
    private final NewUser before = NewUser.random();
    private final NewUser after =
            new NewUser(before.email(), NewUser.random().password(), before.name());

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void changingItEndsAllOtherSignInsAndTheOldOneIsRefusedAtOnce(Region here) {
        Region away = RegionCycle.after(here);
        before.join(somebody, RegionCycle.before(here));
        Response other = before.signIn(somebody, away);
        ApiClient person = as(before.signIn(somebody, here));
        Map<String, String> change =
                Map.of("current_password", before.password(), "new_password", after.password());

        Response changed = person.post(here, "/auth/change-password", change);

        assertThat(changed.outcome()).isEqualTo("200");
        assertThat(person.get(here, "/me").outcome()).isIn(ENDED);
        holdsEverywhere();
        assertThat(refresh(away, other)).isIn(ENDED);
        API.stack().tables().settle();
        for (Region region : Region.values()) {
            assertThat(as(changed).get(region, "/me").outcome()).isEqualTo("200");
            assertThat(as(other).get(region, "/me").outcome()).isIn(ENDED);
            assertThat(person.get(region, "/me").outcome()).isIn(ENDED);
        }
        assertThat(refresh(RegionCycle.before(here), changed)).isEqualTo("200");
    }

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void whoForgotItIsSentACodeInOneRegionAndUsesItOnceInAnother(Region asks) {
        Region sets = RegionCycle.after(asks);
        before.join(somebody, sets);
        Response other = before.signIn(somebody, RegionCycle.before(asks));
        Map<String, String> email = Map.of("email", before.email());
        assertThat(somebody.post(asks, "/auth/forgot-password", email).outcome()).isEqualTo("202");
        Map<String, String> reset =
                Map.of(
                        "email", before.email(),
                        "code", API.stack().code(before.email()),
                        "new_password", after.password());

        assertThat(somebody.post(sets, "/auth/reset-password", reset).outcome()).isEqualTo("204");

        holdsEverywhere();
        assertThat(refresh(asks, other)).isIn(ENDED);
        API.stack().tables().settle();
        for (Region region : Region.values()) {
            assertThat(somebody.post(region, "/auth/reset-password", reset).outcome())
                    .isEqualTo("400 code_invalid");
            assertThat(as(other).get(region, "/me").outcome()).isIn(ENDED);
        }
    }

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aNameIsShownAtOnceToWhoChangedItAndSoonInAllRegions(Region here) {
        before.join(somebody, RegionCycle.after(here));
        ApiClient person = as(before.signIn(somebody, here));
        byte[] name = JsonValues.write(Map.of("name", after.email()));

        Response changed =
                person.send(here, "PATCH", "/me", new String(name, StandardCharsets.UTF_8));

        assertThat(changed.text("name")).isEqualTo(after.email());
        for (Region region : Region.values()) {
            Eventually.lag(
                    () ->
                            assertThat(person.get(region, "/me").text("name"))
                                    .isEqualTo(after.email()));
        }
    }

    private void holdsEverywhere() {
        for (Region region : Region.values()) {
            assertThat(somebody.post(region, "/auth/sign-in", before.credentials()).outcome())
                    .isEqualTo("401 credentials_invalid");
            after.signIn(somebody, region);
        }
    }

    private String refresh(Region region, Response session) {
        return somebody.post(
                        region,
                        "/auth/refresh",
                        Map.of("refresh_token", session.text("refresh_token")))
                .outcome();
    }

    private ApiClient as(Response session) {
        return somebody.as(session.text("access_token"));
    }
}
