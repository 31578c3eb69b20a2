package com.ieltsaiprep.api.session;

import static com.ieltsaiprep.api.session.ThreeRegions.USER;
import static com.ieltsaiprep.api.session.ThreeRegions.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.common.Region;

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
    private final FakeProfiles profiles = new FakeProfiles(standings);

    private ThreeRegions.Function in(Region region) {
        return regions.in(region);
    }

    private static IssuedTokens issued(RefreshResult refresh) {
        return ((RefreshResult.Renewed) refresh).issued();
    }

    @Test
    void aRefreshTokenIsExchangedInAnyRegion() {
        IssuedTokens first = in(Region.SINGAPORE).sessions().issue(USER, "", clock.instant());

        IssuedTokens second =
                issued(in(Region.VIRGINIA).sessions().refresh(first.refreshToken(), profiles));

        assertThat(second.accessToken()).startsWith("ap.");
        assertThat(in(Region.IRELAND).caller(second.accessToken()).userId()).isEqualTo(USER);
        assertThat(in(Region.IRELAND).caller(first.accessToken()).userId()).isEqualTo(USER);
    }

    @Test
    void ofTwoWhoRefreshAtOnceOneIsTakenForALostAnswerAndEitherMayGoOn() {
        IssuedTokens first = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        List<RefreshResult> quicker = new ArrayList<>();
        replicas.beforeNextWrite(
                () ->
                        quicker.add(
                                in(Region.VIRGINIA)
                                        .sessions()
                                        .refresh(first.refreshToken(), profiles)));

        IssuedTokens slow =
                issued(in(Region.IRELAND).sessions().refresh(first.refreshToken(), profiles));
        IssuedTokens quick = issued(quicker.getFirst());

        in(Region.IRELAND).caller(slow.accessToken());
        in(Region.IRELAND).caller(quick.accessToken());
        clock.pass(Duration.ofHours(1));
        assertThat(in(Region.IRELAND).sessions().refresh(quick.refreshToken(), profiles))
                .isInstanceOf(RefreshResult.Renewed.class);
        assertThat(in(Region.IRELAND).sessions().refresh(slow.refreshToken(), profiles))
                .isInstanceOf(RefreshResult.Revoked.class);
    }

    @Test
    void aPhoneThatLostTheAnswerComesBackAfterHours() {
        IssuedTokens first = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        in(Region.IRELAND).sessions().refresh(first.refreshToken(), profiles);
        clock.pass(Duration.ofHours(23));

        IssuedTokens again =
                issued(in(Region.VIRGINIA).sessions().refresh(first.refreshToken(), profiles));

        assertThat(in(Region.IRELAND).caller(again.accessToken()).userId()).isEqualTo(USER);
        assertThat(in(Region.IRELAND).sessions().refresh(again.refreshToken(), profiles))
                .isInstanceOf(RefreshResult.Renewed.class);
        assertThat(regions.reuses()).isZero();
    }

    @Test
    void aRefreshTokenIsAsGoodAsBeforeIfTheProfileCouldNotBeRead() {
        IssuedTokens first = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        profiles.setAway(true);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(
                            () ->
                                    in(Region.IRELAND)
                                            .sessions()
                                            .refresh(first.refreshToken(), profiles))
                    .hasMessage("away");
            clock.pass(Duration.ofDays(2));
        }
        profiles.setAway(false);

        assertThat(in(Region.IRELAND).sessions().refresh(first.refreshToken(), profiles))
                .isInstanceOf(RefreshResult.Renewed.class);
    }

    @Test
    void whoShowsAStolenTokenAfterItWasExchangedEndsTheSignInForAll() {
        IssuedTokens first = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        IssuedTokens second =
                issued(in(Region.IRELAND).sessions().refresh(first.refreshToken(), profiles));
        IssuedTokens third =
                issued(in(Region.IRELAND).sessions().refresh(second.refreshToken(), profiles));
        in(Region.VIRGINIA).caller(third.accessToken());

        assertThat(in(Region.VIRGINIA).sessions().refresh(first.refreshToken(), profiles))
                .isInstanceOf(RefreshResult.Revoked.class);

        for (Region region : Region.values()) {
            assertRefused(
                    ProblemType.SESSION_EXPIRED, () -> in(region).caller(third.accessToken()));
        }
        assertThat(in(Region.IRELAND).sessions().refresh(third.refreshToken(), profiles))
                .isInstanceOf(RefreshResult.Expired.class);
        assertThat(regions.reuses()).isEqualTo(1);
    }

    @Test
    void aReuseWhileTheOwnerRefreshesEndsTheSignInAllTheSame() {
        IssuedTokens first = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        IssuedTokens second =
                issued(in(Region.IRELAND).sessions().refresh(first.refreshToken(), profiles));
        List<RefreshResult> owner = new ArrayList<>();
        replicas.beforeNextWrite(
                () ->
                        owner.add(
                                in(Region.VIRGINIA)
                                        .sessions()
                                        .refresh(second.refreshToken(), profiles)));

        assertThat(in(Region.IRELAND).sessions().refresh(first.refreshToken(), profiles))
                .isInstanceOf(RefreshResult.Revoked.class);

        IssuedTokens third = issued(owner.getFirst());
        assertRefused(
                ProblemType.SESSION_EXPIRED, () -> in(Region.IRELAND).caller(third.accessToken()));
        assertThat(regions.reuses()).isEqualTo(1);
    }

    @Test
    void signingOutEndsOneSignInOnly() {
        IssuedTokens phone = in(Region.IRELAND).sessions().issue(USER, "phone", clock.instant());
        IssuedTokens page = in(Region.IRELAND).sessions().issue(USER, "page", clock.instant());

        in(Region.SINGAPORE)
                .end(in(Region.SINGAPORE).caller(phone.accessToken()), phone.accessToken());

        assertRefused(
                ProblemType.SESSION_EXPIRED,
                () -> in(Region.SINGAPORE).caller(phone.accessToken()));
        assertRefused(
                ProblemType.SESSION_EXPIRED, () -> in(Region.IRELAND).caller(phone.accessToken()));
        assertThat(in(Region.SINGAPORE).sessions().refresh(phone.refreshToken(), profiles))
                .isInstanceOf(RefreshResult.Expired.class);
        in(Region.SINGAPORE).caller(page.accessToken());
    }

    @Test
    void aCopyElsewhereOutlivesASignOutByAMinute() {
        IssuedTokens issued = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        Caller caller = in(Region.VIRGINIA).caller(issued.accessToken());
        in(Region.IRELAND).end(caller, issued.accessToken());

        clock.pass(Duration.ofSeconds(59));
        in(Region.VIRGINIA).caller(issued.accessToken());
        clock.pass(Duration.ofSeconds(1));
        assertRefused(
                ProblemType.SESSION_EXPIRED,
                () -> in(Region.VIRGINIA).caller(issued.accessToken()));
    }

    @Test
    void whatCannotBeForgottenWhereASignOutWasAskedIsToldAndLeavesTheSignInEnded() {
        IssuedTokens issued = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        Caller caller = in(Region.SINGAPORE).caller(issued.accessToken());
        replicas.goAway(Region.SINGAPORE);

        assertThat(in(Region.SINGAPORE).end(caller, issued.accessToken()))
                .isEqualTo(Sessions.Ending.DONE);

        assertThat(regions.left()).isOne();
        assertRefused(
                ProblemType.SESSION_EXPIRED, () -> in(Region.IRELAND).caller(issued.accessToken()));
    }

    @Test
    void whoSignsOutOnceMoreIsForgottenWhereTheyAsk() {
        IssuedTokens issued = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        replicas.replicate();
        Caller caller = in(Region.SINGAPORE).caller(issued.accessToken());
        in(Region.IRELAND).end(caller, issued.accessToken());
        in(Region.SINGAPORE).caller(issued.accessToken());

        assertThat(in(Region.SINGAPORE).end(caller, issued.accessToken()))
                .isEqualTo(Sessions.Ending.GONE);

        assertRefused(
                ProblemType.SESSION_EXPIRED,
                () -> in(Region.SINGAPORE).caller(issued.accessToken()));
    }

    @Test
    void signingOutEverywhereHoldsAlsoWhereARegionIsAway() {
        IssuedTokens here = in(Region.VIRGINIA).sessions().issue(USER, "", clock.instant());
        IssuedTokens there = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        replicas.replicate();
        replicas.goAway(Region.IRELAND);
        clock.pass(Duration.ofSeconds(1));

        in(Region.VIRGINIA).sessions().endAll(USER);
        standings.replicate();

        assertRefused(
                ProblemType.SESSION_EXPIRED, () -> in(Region.VIRGINIA).caller(here.accessToken()));
        assertThat(replicas.size(Region.VIRGINIA)).isZero();
        assertThatThrownBy(() -> in(Region.IRELAND).caller(there.accessToken()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasIssuedBeforeAllWereEndedIsRefusedEvenIfItIsFound() {
        IssuedTokens issued = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        clock.pass(Duration.ofMillis(1));
        standings.endBefore(USER, clock.instant());
        standings.replicate();

        assertRefused(
                ProblemType.SESSION_REVOKED, () -> in(Region.IRELAND).caller(issued.accessToken()));
        assertThat(in(Region.IRELAND).sessions().refresh(issued.refreshToken(), profiles))
                .isInstanceOf(RefreshResult.Revoked.class);
        in(Region.IRELAND)
                .caller(
                        in(Region.IRELAND)
                                .sessions()
                                .issue(USER, "", clock.instant())
                                .accessToken());
    }

    @Test
    void whoEndedAllSignInsWhileOneWasBeginningEndedItToo() {
        Instant asked = clock.instant();
        clock.pass(Duration.ofMillis(400));
        in(Region.VIRGINIA).sessions().endAll(USER);
        standings.replicate();
        clock.pass(Duration.ofMillis(400));

        IssuedTokens issued = in(Region.IRELAND).sessions().issue(USER, "", asked);

        assertRefused(
                ProblemType.SESSION_REVOKED, () -> in(Region.IRELAND).caller(issued.accessToken()));
        assertThat(in(Region.IRELAND).sessions().refresh(issued.refreshToken(), profiles))
                .isInstanceOf(RefreshResult.Revoked.class);
    }

    @Test
    void tokensAreNotShown() {
        IssuedTokens issued =
                in(Region.IRELAND).sessions().issue(USER, "Anna's phone", clock.instant());

        assertThat(issued.toString()).isEqualTo("Issued[3600 s, 5184000 s]");
        assertThat(AccessToken.parse(issued.accessToken()).orElseThrow().toString())
                .isEqualTo("AccessToken[eu]");
        assertThat(RefreshToken.parse(issued.refreshToken()).orElseThrow().toString())
                .isEqualTo("RefreshToken[eu]");
    }
}
