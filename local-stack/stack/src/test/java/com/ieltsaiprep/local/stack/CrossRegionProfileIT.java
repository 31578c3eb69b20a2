package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Changes of the password and the name in one region: their effect in the others, before and after
 * replication.
 */
@SharedApi
final class CrossRegionProfileIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final List<String> ENDED = List.of("401 session_expired", "401 session_revoked");

    private final RecordingApiClient client = API.newClient();
    private final NewUser before = NewUser.random();
    private final NewUser after =
            new NewUser(before.email(), NewUser.random().password(), before.name());

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void changingItEndsAllOtherSignInsAndTheOldOneIsRefusedAtOnce(Region here) {
        Region otherRegion = RegionCycle.after(here);
        before.register(client, RegionCycle.before(here));
        ApiResponse other = before.signIn(client, otherRegion);
        RecordingApiClient user = withTokenOf(before.signIn(client, here));
        Map<String, String> change =
                Map.of("current_password", before.password(), "new_password", after.password());

        ApiResponse changed = user.post(here, "/auth/change-password", change);

        assertThat(changed.outcome()).isEqualTo("200");
        assertThat(user.get(here, "/me").outcome()).isIn(ENDED);
        newPasswordHoldsEverywhere();
        assertThat(refresh(otherRegion, other)).isIn(ENDED);
        API.stack().tables().awaitReplication();
        for (Region region : Region.values()) {
            assertThat(withTokenOf(changed).get(region, "/me").outcome()).isEqualTo("200");
            assertThat(withTokenOf(other).get(region, "/me").outcome()).isIn(ENDED);
            assertThat(user.get(region, "/me").outcome()).isIn(ENDED);
        }
        assertThat(refresh(RegionCycle.before(here), changed)).isEqualTo("200");
    }

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aResetCodeOfOneRegionIsUsedOnceInAnother(Region requests) {
        Region resets = RegionCycle.after(requests);
        before.register(client, resets);
        ApiResponse other = before.signIn(client, RegionCycle.before(requests));
        Map<String, String> email = Map.of("email", before.email());
        assertThat(client.post(requests, "/auth/forgot-password", email).outcome())
                .isEqualTo("202");
        Map<String, String> reset =
                Map.of(
                        "email", before.email(),
                        "code", API.stack().code(before.email()),
                        "new_password", after.password());

        assertThat(client.post(resets, "/auth/reset-password", reset).outcome()).isEqualTo("204");

        newPasswordHoldsEverywhere();
        assertThat(refresh(requests, other)).isIn(ENDED);
        API.stack().tables().awaitReplication();
        for (Region region : Region.values()) {
            assertThat(client.post(region, "/auth/reset-password", reset).outcome())
                    .isEqualTo("400 code_invalid");
            assertThat(withTokenOf(other).get(region, "/me").outcome()).isIn(ENDED);
        }
    }

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aNewNameIsReturnedAtOnceAndSoonInAllRegions(Region here) {
        before.register(client, RegionCycle.after(here));
        RecordingApiClient user = withTokenOf(before.signIn(client, here));
        byte[] name = JsonValues.write(Map.of("name", after.email()));

        ApiResponse changed =
                user.send(here, "PATCH", "/me", new String(name, StandardCharsets.UTF_8));

        assertThat(changed.text("name")).isEqualTo(after.email());
        for (Region region : Region.values()) {
            Eventually.afterReplication(
                    () ->
                            assertThat(user.get(region, "/me").text("name"))
                                    .isEqualTo(after.email()));
        }
    }

    private void newPasswordHoldsEverywhere() {
        for (Region region : Region.values()) {
            assertThat(client.post(region, "/auth/sign-in", before.credentials()).outcome())
                    .isEqualTo("401 credentials_invalid");
            after.signIn(client, region);
        }
    }

    private String refresh(Region region, ApiResponse session) {
        return client.post(
                        region,
                        "/auth/refresh",
                        Map.of("refresh_token", session.text("refresh_token")))
                .outcome();
    }

    private RecordingApiClient withTokenOf(ApiResponse session) {
        return client.withToken(session.text("access_token"));
    }
}
