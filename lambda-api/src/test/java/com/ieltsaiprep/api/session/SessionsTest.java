package com.ieltsaiprep.api.session;

import static com.ieltsaiprep.api.session.ThreeRegions.USER;
import static com.ieltsaiprep.api.session.ThreeRegions.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.http.ProblemType;
import com.ieltsaiprep.api.region.Region;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class SessionsTest {
    private final ThreeRegions regions = new ThreeRegions();
    private final VirtualClock clock = regions.clock;
    private final Replicas replicas = regions.replicas;
    private final FakeStandings standings = regions.standings;
    private Profiles profiles = userId -> userId;

    private ThreeRegions.Function in(Region region) {
        return regions.in(region);
    }

    private static Issued issued(Refresh refresh) {
        return ((Refresh.Renewed) refresh).issued();
    }

    @Test
    void aRefreshTokenIsExchangedInAnyRegion() {
        Issued first = in(Region.AP).sessions().issue(USER, "", clock.instant());

        Issued second = issued(in(Region.US).sessions().refresh(first.refreshToken(), profiles));

        assertThat(second.accessToken()).startsWith("ap.");
        assertThat(in(Region.EU).caller(second.accessToken()).userId()).isEqualTo(USER);
        assertThat(in(Region.EU).caller(first.accessToken()).userId()).isEqualTo(USER);
    }

    @Test
    void ofTwoWhoRefreshAtOnceOneIsTakenForALostAnswerAndEitherMayGoOn() {
        Issued first = in(Region.EU).sessions().issue(USER, "", clock.instant());
        List<Refresh> quicker = new ArrayList<>();
        replicas.beforeNextWrite(
                () ->
                        quicker.add(
                                in(Region.US).sessions().refresh(first.refreshToken(), profiles)));

        Issued slow = issued(in(Region.EU).sessions().refresh(first.refreshToken(), profiles));
        Issued quick = issued(quicker.getFirst());

        in(Region.EU).caller(slow.accessToken());
        in(Region.EU).caller(quick.accessToken());
        clock.pass(Duration.ofHours(1));
        assertThat(in(Region.EU).sessions().refresh(quick.refreshToken(), profiles))
                .isInstanceOf(Refresh.Renewed.class);
        assertThat(in(Region.EU).sessions().refresh(slow.refreshToken(), profiles))
                .isInstanceOf(Refresh.Revoked.class);
    }

    @Test
    void aPhoneThatLostTheAnswerComesBackAfterHours() {
        Issued first = in(Region.EU).sessions().issue(USER, "", clock.instant());
        in(Region.EU).sessions().refresh(first.refreshToken(), profiles);
        clock.pass(Duration.ofHours(23));

        Issued again = issued(in(Region.US).sessions().refresh(first.refreshToken(), profiles));

        assertThat(in(Region.EU).caller(again.accessToken()).userId()).isEqualTo(USER);
        assertThat(in(Region.EU).sessions().refresh(again.refreshToken(), profiles))
                .isInstanceOf(Refresh.Renewed.class);
        assertThat(regions.reuses()).isZero();
    }

    @Test
    void aRefreshTokenIsAsGoodAsBeforeIfTheProfileCouldNotBeRead() {
        Issued first = in(Region.EU).sessions().issue(USER, "", clock.instant());
        profiles =
                _ -> {
                    throw new IllegalStateException("away");
                };
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(
                            () -> in(Region.EU).sessions().refresh(first.refreshToken(), profiles))
                    .hasMessage("away");
            clock.pass(Duration.ofDays(2));
        }
        profiles = userId -> userId;

        assertThat(in(Region.EU).sessions().refresh(first.refreshToken(), profiles))
                .isInstanceOf(Refresh.Renewed.class);
    }

    @Test
    void whoShowsAStolenTokenAfterItWasExchangedEndsTheSignInForAll() {
        Issued first = in(Region.EU).sessions().issue(USER, "", clock.instant());
        Issued second = issued(in(Region.EU).sessions().refresh(first.refreshToken(), profiles));
        Issued third = issued(in(Region.EU).sessions().refresh(second.refreshToken(), profiles));
        in(Region.US).caller(third.accessToken());

        assertThat(in(Region.US).sessions().refresh(first.refreshToken(), profiles))
                .isInstanceOf(Refresh.Revoked.class);

        for (Region region : Region.values()) {
            assertRefused(
                    ProblemType.SESSION_EXPIRED, () -> in(region).caller(third.accessToken()));
        }
        assertThat(in(Region.EU).sessions().refresh(third.refreshToken(), profiles))
                .isInstanceOf(Refresh.Expired.class);
        assertThat(regions.reuses()).isEqualTo(1);
    }

    @Test
    void aReuseWhileTheOwnerRefreshesEndsTheSignInAllTheSame() {
        Issued first = in(Region.EU).sessions().issue(USER, "", clock.instant());
        Issued second = issued(in(Region.EU).sessions().refresh(first.refreshToken(), profiles));
        List<Refresh> owner = new ArrayList<>();
        replicas.beforeNextWrite(
                () -> owner.add(in(Region.US).sessions().refresh(second.refreshToken(), profiles)));

        assertThat(in(Region.EU).sessions().refresh(first.refreshToken(), profiles))
                .isInstanceOf(Refresh.Revoked.class);

        Issued third = issued(owner.getFirst());
        assertRefused(ProblemType.SESSION_EXPIRED, () -> in(Region.EU).caller(third.accessToken()));
        assertThat(regions.reuses()).isEqualTo(1);
    }

    @Test
    void signingOutEndsOneSignInOnly() {
        Issued phone = in(Region.EU).sessions().issue(USER, "phone", clock.instant());
        Issued page = in(Region.EU).sessions().issue(USER, "page", clock.instant());

        in(Region.AP).sessions().end(in(Region.AP).caller(phone.accessToken()));

        assertRefused(ProblemType.SESSION_EXPIRED, () -> in(Region.AP).caller(phone.accessToken()));
        assertRefused(ProblemType.SESSION_EXPIRED, () -> in(Region.EU).caller(phone.accessToken()));
        assertThat(in(Region.AP).sessions().refresh(phone.refreshToken(), profiles))
                .isInstanceOf(Refresh.Expired.class);
        in(Region.AP).caller(page.accessToken());
    }

    @Test
    void aCopyElsewhereOutlivesASignOutByAMinute() {
        Issued issued = in(Region.EU).sessions().issue(USER, "", clock.instant());
        Caller caller = in(Region.US).caller(issued.accessToken());
        in(Region.EU).sessions().end(caller);

        clock.pass(Duration.ofSeconds(59));
        in(Region.US).caller(issued.accessToken());
        clock.pass(Duration.ofSeconds(1));
        assertRefused(
                ProblemType.SESSION_EXPIRED, () -> in(Region.US).caller(issued.accessToken()));
    }

    @Test
    void signingOutEverywhereHoldsAlsoWhereARegionIsAway() {
        Issued here = in(Region.US).sessions().issue(USER, "", clock.instant());
        Issued there = in(Region.EU).sessions().issue(USER, "", clock.instant());
        replicas.replicate();
        replicas.goAway(Region.EU);
        clock.pass(Duration.ofSeconds(1));

        in(Region.US).sessions().endAll(USER);
        standings.replicate();

        assertRefused(ProblemType.SESSION_EXPIRED, () -> in(Region.US).caller(here.accessToken()));
        assertThat(replicas.size(Region.US)).isZero();
        assertThatThrownBy(() -> in(Region.EU).caller(there.accessToken()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasIssuedBeforeAllWereEndedIsRefusedEvenIfItIsFound() {
        Issued issued = in(Region.EU).sessions().issue(USER, "", clock.instant());
        clock.pass(Duration.ofMillis(1));
        standings.endBefore(USER, clock.instant());
        standings.replicate();

        assertRefused(
                ProblemType.SESSION_REVOKED, () -> in(Region.EU).caller(issued.accessToken()));
        assertThat(in(Region.EU).sessions().refresh(issued.refreshToken(), profiles))
                .isInstanceOf(Refresh.Revoked.class);
        in(Region.EU)
                .caller(in(Region.EU).sessions().issue(USER, "", clock.instant()).accessToken());
    }

    @Test
    void whoEndedAllSignInsWhileOneWasBeginningEndedItToo() {
        Instant asked = clock.instant();
        clock.pass(Duration.ofMillis(400));
        in(Region.US).sessions().endAll(USER);
        standings.replicate();
        clock.pass(Duration.ofMillis(400));

        Issued issued = in(Region.EU).sessions().issue(USER, "", asked);

        assertRefused(
                ProblemType.SESSION_REVOKED, () -> in(Region.EU).caller(issued.accessToken()));
        assertThat(in(Region.EU).sessions().refresh(issued.refreshToken(), profiles))
                .isInstanceOf(Refresh.Revoked.class);
    }

    @Test
    void tokensAreNotShown() {
        Issued issued = in(Region.EU).sessions().issue(USER, "Anna's phone", clock.instant());

        assertThat(issued.toString()).isEqualTo("Issued[3600 s, 5184000 s]");
        assertThat(AccessToken.parse(issued.accessToken()).orElseThrow().toString())
                .isEqualTo("AccessToken[eu]");
        assertThat(RefreshToken.parse(issued.refreshToken()).orElseThrow().toString())
                .isEqualTo("RefreshToken[eu]");
    }
}
