package com.ieltsaiprep.api.session;

import static com.ieltsaiprep.api.session.ThreeRegions.USER;
import static com.ieltsaiprep.api.session.ThreeRegions.assertRefused;
import static com.ieltsaiprep.api.session.ThreeRegions.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.http.ProblemException;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class AuthenticatorTest {
    private final ThreeRegions regions = new ThreeRegions();
    private final VirtualClock clock = regions.clock;
    private final Replicas replicas = regions.replicas;
    private final FakeStandings standings = regions.standings;

    private ThreeRegions.Function in(Region region) {
        return regions.in(region);
    }

    @Test
    void whoMakesUpTokensOfAnotherRegionHasFewOfThemLookedForThere() {
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            String madeUp = "eu.%043d".formatted(i);
            try {
                in(Region.VIRGINIA).caller(madeUp);
            } catch (ProblemException e) {
                refused += e.problem().type() == ProblemType.TOO_MANY_REQUESTS ? 1 : 0;
            }
        }

        assertThat(replicas.foreignReads()).isEqualTo(61);
        assertThat(refused).isEqualTo(500 - 60);
    }

    @Test
    void tokensThatAreGoodElsewhereAndThoseOfTheOwnRegionAreNotCounted() {
        String good = in(Region.IRELAND).sessions().issue(USER, "", clock.instant()).accessToken();
        for (int i = 0; i < 500; i++) {
            assertThat(in(Region.VIRGINIA).caller(good).userId()).isEqualTo(USER);
            in(Region.VIRGINIA).copies().remove(List.of(TokenGenerator.hash(good)));
            String madeUp = "us.%043d".formatted(i);
            assertRefused(ProblemType.SESSION_EXPIRED, () -> in(Region.VIRGINIA).caller(madeUp));
        }
    }

    @Test
    void aSessionOfIrelandIsGoodInVirginiaBeforeItIsReplicated() {
        IssuedTokens issued = in(Region.IRELAND).sessions().issue(USER, "phone", clock.instant());

        assertThat(issued.accessToken()).matches("eu\\.[A-Za-z0-9_-]{43}");
        assertThat(issued.refreshToken()).matches("eu\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");
        assertThat(in(Region.VIRGINIA).caller(issued.accessToken()).userId()).isEqualTo(USER);
    }

    @Test
    void aSessionIsGoodWhereItWasReplicatedAlsoIfItsRegionIsAway() {
        IssuedTokens issued = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        replicas.replicate();
        replicas.goAway(Region.IRELAND);

        assertThat(in(Region.VIRGINIA).caller(issued.accessToken()).userId()).isEqualTo(USER);
    }

    @Test
    void anAccessTokenLastsAnHour() {
        IssuedTokens issued = in(Region.VIRGINIA).sessions().issue(USER, "", clock.instant());
        clock.pass(Duration.ofMinutes(59));
        in(Region.VIRGINIA).caller(issued.accessToken());
        clock.pass(Duration.ofMinutes(1));

        assertRefused(
                ProblemType.SESSION_EXPIRED,
                () -> in(Region.VIRGINIA).caller(issued.accessToken()));
    }

    @Test
    void whatIsNoTokenIsRefusedWithoutALook() {
        replicas.goAway(Region.VIRGINIA);

        for (String header :
                List.of("Bearer", "Bearer x", "Basic dXNlcg==", "Bearer xx." + "A".repeat(43))) {
            assertRefused(
                    ProblemType.UNAUTHENTICATED,
                    () -> in(Region.VIRGINIA).authenticator().authenticate(request(header)));
        }
    }

    @Test
    void aForgedTokenIsRefused() {
        assertRefused(
                ProblemType.SESSION_EXPIRED,
                () -> in(Region.VIRGINIA).caller("eu." + "A".repeat(43)));
    }

    @Test
    void aCopyIsNotGoodForLongerThanItsToken() {
        IssuedTokens issued = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        clock.pass(Duration.ofMinutes(59).plusSeconds(30));
        in(Region.IRELAND).caller(issued.accessToken());
        clock.pass(Duration.ofSeconds(30));

        assertRefused(
                ProblemType.SESSION_EXPIRED, () -> in(Region.IRELAND).caller(issued.accessToken()));
    }

    @Test
    void whatCannotBeUndoneIsNotDoneByACopy() {
        IssuedTokens issued = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        Caller caller = in(Region.VIRGINIA).caller(issued.accessToken());
        assertThat(in(Region.VIRGINIA).confirmed(issued.accessToken())).isEqualTo(caller);
        replicas.replicate();

        in(Region.IRELAND).end(caller, issued.accessToken());

        in(Region.VIRGINIA).caller(issued.accessToken());
        assertRefused(
                ProblemType.SESSION_REVOKED,
                () -> in(Region.VIRGINIA).confirmed(issued.accessToken()));
    }

    @Test
    void whatCannotBeUndoneIsNotDoneAfterAllWereEndedAtHome() {
        IssuedTokens issued = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        in(Region.IRELAND).caller(issued.accessToken());
        clock.pass(Duration.ofMillis(1));
        standings.endBefore(USER, clock.instant());

        in(Region.IRELAND).caller(issued.accessToken());
        assertRefused(
                ProblemType.SESSION_REVOKED,
                () -> in(Region.IRELAND).confirmed(issued.accessToken()));
        assertRefused(
                ProblemType.SESSION_EXPIRED,
                () -> in(Region.IRELAND).confirmed("eu." + "A".repeat(43)));
    }

    @Test
    void theDeletedAreRefused() {
        IssuedTokens issued = in(Region.IRELAND).sessions().issue(USER, "", clock.instant());
        standings.delete(USER);
        standings.replicate();

        assertRefused(
                ProblemType.SESSION_REVOKED, () -> in(Region.IRELAND).caller(issued.accessToken()));
    }

    @Test
    void somebodyWhoIsNotReplicatedYetIsAskedForAtHome() {
        String fresh = "a-new-one";
        standings.add(fresh);
        IssuedTokens issued = in(Region.IRELAND).sessions().issue(fresh, "", clock.instant());

        assertThat(in(Region.IRELAND).caller(issued.accessToken()).userId()).isEqualTo(fresh);
    }
}
