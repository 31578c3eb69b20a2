package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.stack.ApiClient.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Refreshing and ending sign-ins in other regions than the one that issued them. */
final class RefreshIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final List<String> ENDED = List.of("401 session_expired", "401 session_revoked");

    private final ApiClient somebody = API.stranger();
    private final Newcomer newcomer = Newcomer.random();

    @ParameterizedTest
    @ArgumentsSource(EachRegion.class)
    void anyRegionRefreshesASignInOfAnother(Region issuer) {
        newcomer.join(somebody, Rotation.before(issuer));
        Answer session = newcomer.signIn(somebody, issuer);

        Answer next = refresh(Rotation.after(issuer), session);

        assertThat(next.outcome()).isEqualTo("200");
        assertThat(next.text("refresh_token").substring(0, 3))
                .isEqualTo(session.text("refresh_token").substring(0, 3));
        for (Region region : Region.values()) {
            assertThat(me(region, next)).isEqualTo("200");
            assertThat(me(region, session)).isEqualTo("200");
        }
    }

    @Test
    void anAppThatRefreshesTwiceAtOnceStaysSignedInByWhicheverItKeeps() throws Exception {
        newcomer.join(somebody, Region.IRELAND);
        Answer session = newcomer.signIn(somebody, Region.SINGAPORE);

        List<Answer> answers = AtOnce.ask(3, region -> refresh(region, session));

        for (Answer answer : answers) {
            assertThat(answer.outcome()).isEqualTo("200");
            assertThat(me(Region.VIRGINIA, answer)).isEqualTo("200");
        }
        Answer next = refresh(Region.IRELAND, answers.getLast());
        assertThat(next.outcome()).isEqualTo("200");
        Answer afterThat = refresh(Region.VIRGINIA, next);
        assertThat(afterThat.outcome()).isEqualTo("200");
        assertThat(refresh(Region.SINGAPORE, answers.getFirst()).outcome())
                .as("somebody else who kept another")
                .isEqualTo("401 session_revoked");
        assertThat(refresh(Region.IRELAND, afterThat).outcome()).isIn(ENDED);
    }

    @ParameterizedTest
    @ArgumentsSource(EachRegion.class)
    void aLostAnswerIsGivenAgainAndATokenTwoRotationsOldEndsTheSignInEverywhere(Region issuer) {
        newcomer.join(somebody, issuer);
        Answer first = newcomer.signIn(somebody, issuer);
        Answer other = newcomer.signIn(somebody, Rotation.after(issuer));
        Answer lost = refresh(Rotation.after(issuer), first);
        Answer again = refresh(Rotation.before(issuer), first);
        assertThat(again.outcome()).isEqualTo("200");
        Answer second = refresh(issuer, again);
        assertThat(second.outcome()).isEqualTo("200");
        Answer third = refresh(Rotation.after(issuer), second);
        assertThat(third.outcome()).isEqualTo("200");

        assertThat(refresh(Rotation.before(issuer), first).outcome())
                .isEqualTo("401 session_revoked");

        for (Answer ended : List.of(first, lost, again, second, third)) {
            assertThat(refresh(issuer, ended).outcome()).isIn(ENDED);
            assertThat(me(issuer, ended)).isIn(ENDED);
            assertThat(me(Rotation.before(issuer), ended)).isIn(ENDED);
        }
        API.stack().tables().settle();
        for (Answer ended : List.of(first, lost, again, second, third)) {
            assertThat(me(Rotation.after(issuer), ended)).isIn(ENDED);
        }
        assertThat(me(issuer, other)).as("another sign-in of the same person").isEqualTo("200");
    }

    @ParameterizedTest
    @ArgumentsSource(EachRegion.class)
    void signingOutEndsThisSignInAndNoOther(Region issuer) {
        newcomer.join(somebody, issuer);
        Answer ended = newcomer.signIn(somebody, issuer);
        Answer other = newcomer.signIn(somebody, issuer);
        Region away = Rotation.after(issuer);
        Region third = Rotation.before(issuer);
        assertThat(me(third, ended)).isEqualTo("200");
        assertThat(as(ended).post(away, "/auth/sign-out").outcome()).isEqualTo("204");

        assertThat(me(away, ended)).isIn(ENDED);
        assertThat(me(issuer, ended)).isIn(ENDED);
        assertThat(refresh(third, ended).outcome()).isIn(ENDED);
        API.stack().tables().settle();
        API.stack().redis(third).aMinuteGoesBy(ended.text("access_token"));
        assertThat(me(third, ended)).isIn(ENDED);
        assertThat(me(away, other)).isEqualTo("200");
    }

    @Test
    void signingOutEverywhereEndsTheSignInsOfAllRegions() {
        Region here = Region.SINGAPORE;
        newcomer.join(somebody, here);
        List<Answer> all = new ArrayList<>();
        for (Region region : Region.values()) {
            Answer session = newcomer.signIn(somebody, region);
            assertThat(me(Rotation.after(region), session)).isEqualTo("200");
            all.add(session);
        }
        assertThat(as(all.getFirst()).post(here, "/auth/sign-out-everywhere").outcome())
                .isEqualTo("204");

        for (Answer ended : all) {
            assertThat(refresh(here, ended).outcome()).isIn(ENDED);
            assertThat(me(here, ended)).isIn(ENDED);
        }
        API.stack().tables().settle();
        for (Answer ended : all) {
            for (Region region : Region.values()) {
                API.stack().redis(region).aMinuteGoesBy(ended.text("access_token"));
                assertThat(me(region, ended)).isIn(ENDED);
            }
        }
        assertThat(me(here, newcomer.signIn(somebody, here))).isEqualTo("200");
    }

    private Answer refresh(Region region, Answer session) {
        return somebody.post(
                region, "/auth/refresh", Map.of("refresh_token", session.text("refresh_token")));
    }

    private ApiClient as(Answer session) {
        return somebody.as(session.text("access_token"));
    }

    private String me(Region region, Answer session) {
        return as(session).get(region, "/me").outcome();
    }
}
