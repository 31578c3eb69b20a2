package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Token rotation and sign-out in other regions than the one that issued the tokens. */
@SharedApi
final class TokenRefreshIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final List<String> ENDED = List.of("401 session_expired", "401 session_revoked");

    private final RecordingApiClient client = API.newClient();
    private final NewUser newUser = NewUser.random();

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void aLostResponseIsRepeatedAndReuseOfAnOlderTokenRevokesTheSignInEverywhere(Region issuer) {
        newUser.register(client, issuer);
        ApiResponse first = newUser.signIn(client, issuer);
        ApiResponse other = newUser.signIn(client, RegionCycle.after(issuer));
        ApiResponse lost = refresh(RegionCycle.after(issuer), first);
        ApiResponse again = refresh(RegionCycle.before(issuer), first);
        assertThat(again.outcome()).isEqualTo("200");
        ApiResponse second = refresh(issuer, again);
        assertThat(second.outcome()).isEqualTo("200");
        ApiResponse third = refresh(RegionCycle.after(issuer), second);
        assertThat(third.outcome()).isEqualTo("200");

        assertThat(refresh(RegionCycle.before(issuer), first).outcome())
                .isEqualTo("401 session_revoked");

        for (ApiResponse ended : List.of(first, lost, again, second, third)) {
            assertThat(refresh(issuer, ended).outcome()).isIn(ENDED);
            assertThat(uncachedMe(issuer, ended)).isIn(ENDED);
            assertThat(uncachedMe(RegionCycle.before(issuer), ended)).isIn(ENDED);
        }
        API.stack().tables().awaitReplication();
        for (ApiResponse ended : List.of(first, lost, again, second, third)) {
            assertThat(uncachedMe(RegionCycle.after(issuer), ended)).isIn(ENDED);
        }
        assertThat(me(issuer, other)).as("another sign-in of the same user").isEqualTo("200");
    }

    @Test
    void signingOutEverywhereEndsTheSignInsOfAllRegions() {
        Region here = Region.SINGAPORE;
        newUser.register(client, here);
        List<ApiResponse> all = new ArrayList<>();
        for (Region region : Region.values()) {
            ApiResponse session = newUser.signIn(client, region);
            assertThat(me(RegionCycle.after(region), session)).isEqualTo("200");
            all.add(session);
        }
        assertThat(withTokenOf(all.getFirst()).post(here, "/auth/sign-out-everywhere").outcome())
                .isEqualTo("204");

        for (ApiResponse ended : all) {
            assertThat(refresh(here, ended).outcome()).isIn(ENDED);
            assertThat(uncachedMe(here, ended)).isIn(ENDED);
        }
        API.stack().tables().awaitReplication();
        for (ApiResponse ended : all) {
            for (Region region : Region.values()) {
                assertThat(uncachedMe(region, ended)).isIn(ENDED);
            }
        }
        assertThat(me(here, newUser.signIn(client, here))).isEqualTo("200");
    }

    private ApiResponse refresh(Region region, ApiResponse session) {
        return client.post(
                region, "/auth/refresh", Map.of("refresh_token", session.text("refresh_token")));
    }

    private RecordingApiClient withTokenOf(ApiResponse session) {
        return client.withToken(session.text("access_token"));
    }

    /**
     * Reads the profile without the region's cached copy of the session, whose removal a busy Redis
     * may not confirm in time.
     */
    private String uncachedMe(Region region, ApiResponse session) {
        API.stack().redis(region).expireCachedSession(session.text("access_token"));
        return me(region, session);
    }

    private String me(Region region, ApiResponse session) {
        return withTokenOf(session).get(region, "/me").outcome();
    }
}
