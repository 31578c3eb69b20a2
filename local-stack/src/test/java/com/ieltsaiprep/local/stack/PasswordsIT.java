package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.stack.ApiClient.Answer;
import com.ieltsaiprep.local.wire.JsonValues;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What one region changes of an account holds in the others, before and after they hear of it. */
final class PasswordsIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final List<String> ENDED = List.of("401 session_expired", "401 session_revoked");

    private final ApiClient somebody = API.stranger();
    private final Newcomer before = Newcomer.random();
    private final Newcomer after =
            new Newcomer(before.email(), Newcomer.random().password(), before.name());

    @ParameterizedTest
    @ArgumentsSource(EachRegion.class)
    void changingItEndsAllOtherSignInsAndTheOldOneIsRefusedAtOnce(Region here) {
        Region away = Rotation.after(here);
        before.join(somebody, Rotation.before(here));
        Answer other = before.signIn(somebody, away);
        ApiClient person = as(before.signIn(somebody, here));
        Map<String, String> change =
                Map.of("current_password", before.password(), "new_password", after.password());

        Answer changed = person.post(here, "/auth/change-password", change);

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
        assertThat(refresh(Rotation.before(here), changed)).isEqualTo("200");
    }

    @ParameterizedTest
    @ArgumentsSource(EachRegion.class)
    void whoForgotItIsSentACodeInOneRegionAndUsesItOnceInAnother(Region asks) {
        Region sets = Rotation.after(asks);
        before.join(somebody, sets);
        Answer other = before.signIn(somebody, Rotation.before(asks));
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
    @ArgumentsSource(EachRegion.class)
    void aNameIsShownAtOnceToWhoChangedItAndSoonInAllRegions(Region here) {
        before.join(somebody, Rotation.after(here));
        ApiClient person = as(before.signIn(somebody, here));
        byte[] name = JsonValues.write(Map.of("name", after.email()));

        Answer changed =
                person.send(here, "PATCH", "/me", new String(name, StandardCharsets.UTF_8));

        assertThat(changed.text("name")).isEqualTo(after.email());
        for (Region region : Region.values()) {
            Within.lag(
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

    private String refresh(Region region, Answer session) {
        return somebody.post(
                        region,
                        "/auth/refresh",
                        Map.of("refresh_token", session.text("refresh_token")))
                .outcome();
    }

    private ApiClient as(Answer session) {
        return somebody.as(session.text("access_token"));
    }
}
