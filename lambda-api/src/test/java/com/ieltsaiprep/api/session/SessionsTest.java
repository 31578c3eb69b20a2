package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.http.ProblemException;
import com.ieltsaiprep.api.http.ProblemType;
import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.limit.FakeCounters;
import com.ieltsaiprep.api.limit.Limits;
import com.ieltsaiprep.api.region.Region;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

class SessionsTest {
    private static final String USER = "7b0e1c8e-5f5f-4a0c-9b52-0d5d9a3e7c11";

    private final VirtualClock clock = new VirtualClock();
    private final Replicas replicas = new Replicas();
    private final FakeStandings standings = new FakeStandings();
    private final Limits limits = new Limits("us", new FakeCounters(), clock, _ -> {});
    private final Map<Region, Function> functions = new EnumMap<>(Region.class);
    private Profiles profiles = userId -> userId;
    private int reuses;

    /** What a function of one region has. */
    private record Function(Sessions sessions, Authenticator authenticator, FakeCopies copies) {
        Caller caller(String accessToken) {
            return authenticator.authenticate(request("Bearer " + accessToken));
        }

        Caller confirmed(String accessToken) {
            return authenticator.confirm(request("Bearer " + accessToken));
        }
    }

    @BeforeEach
    void somebodyInThreeRegions() {
        standings.add(USER);
        standings.replicate();
        for (Region region : Region.values()) {
            FakeCopies copies = new FakeCopies(clock);
            SessionStore store = replicas.in(region);
            functions.put(
                    region,
                    new Function(
                            new Sessions(
                                    new Sessions.Parts(store, copies, standings, events()),
                                    new Secrets(new Random(region.letter())),
                                    clock,
                                    region),
                            new Authenticator(store, copies, standings, limits, clock, region),
                            copies));
        }
    }

    private SignInEvents events() {
        return new SignInEvents() {
            @Override
            public void signedIn(String userId, Way way) {
                throw new AssertionError("whoever checks the password says so");
            }

            @Override
            public void refreshTokenReused() {
                reuses++;
            }
        };
    }

    private Function in(Region region) {
        return Objects.requireNonNull(functions.get(region));
    }

    private static Request request(String authorization) {
        return new Request(
                "GET",
                "/me",
                Map.of(),
                Map.of("authorization", List.of(authorization)),
                Map.of(),
                new byte[0],
                "id",
                "192.0.2.1");
    }

    private static void assertRefused(ProblemType type, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().type()).isEqualTo(type);
                            assertThat(e.problem().toResponse("1").headers())
                                    .containsEntry("WWW-Authenticate", List.of("Bearer"));
                        });
    }

    private static Issued issued(Refresh refresh) {
        return ((Refresh.Renewed) refresh).issued();
    }

    @Test
    void whoMakesUpTokensOfAnotherRegionHasFewOfThemLookedForThere() {
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            String madeUp = "eu.%043d".formatted(i);
            try {
                in(Region.US).caller(madeUp);
            } catch (ProblemException e) {
                refused += e.problem().type() == ProblemType.TOO_MANY_REQUESTS ? 1 : 0;
            }
        }

        assertThat(replicas.foreignReads()).isEqualTo(61);
        assertThat(refused).isEqualTo(500 - 60);
    }

    @Test
    void tokensThatAreGoodElsewhereAndThoseOfTheOwnRegionAreNotCounted() {
        String good = in(Region.EU).sessions().issue(USER, "", clock.instant()).accessToken();
        for (int i = 0; i < 500; i++) {
            assertThat(in(Region.US).caller(good).userId()).isEqualTo(USER);
            in(Region.US).copies().remove(List.of(Secrets.hash(good)));
            String madeUp = "us.%043d".formatted(i);
            assertRefused(ProblemType.SESSION_EXPIRED, () -> in(Region.US).caller(madeUp));
        }
    }

    @Test
    void aSessionOfIrelandIsGoodInVirginiaBeforeItIsReplicated() {
        Issued issued = in(Region.EU).sessions().issue(USER, "phone", clock.instant());

        assertThat(issued.accessToken()).matches("eu\\.[A-Za-z0-9_-]{43}");
        assertThat(issued.refreshToken()).matches("eu\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");
        assertThat(in(Region.US).caller(issued.accessToken()).userId()).isEqualTo(USER);
    }

    @Test
    void aSessionIsGoodWhereItWasReplicatedAlsoIfItsRegionIsAway() {
        Issued issued = in(Region.EU).sessions().issue(USER, "", clock.instant());
        replicas.replicate();
        replicas.goAway(Region.EU);

        assertThat(in(Region.US).caller(issued.accessToken()).userId()).isEqualTo(USER);
    }

    @Test
    void anAccessTokenLastsAnHour() {
        Issued issued = in(Region.US).sessions().issue(USER, "", clock.instant());
        clock.pass(Duration.ofMinutes(59));
        in(Region.US).caller(issued.accessToken());
        clock.pass(Duration.ofMinutes(1));

        assertRefused(
                ProblemType.SESSION_EXPIRED, () -> in(Region.US).caller(issued.accessToken()));
    }

    @Test
    void whatIsNoTokenIsRefusedWithoutALook() {
        replicas.goAway(Region.US);

        for (String header :
                List.of("Bearer", "Bearer x", "Basic dXNlcg==", "Bearer xx." + "A".repeat(43))) {
            assertRefused(
                    ProblemType.UNAUTHENTICATED,
                    () -> in(Region.US).authenticator().authenticate(request(header)));
        }
    }

    @Test
    void aForgedTokenIsRefused() {
        assertRefused(
                ProblemType.SESSION_EXPIRED, () -> in(Region.US).caller("eu." + "A".repeat(43)));
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
        assertThat(reuses).isZero();
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
        assertThat(reuses).isEqualTo(1);
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
        assertThat(reuses).isEqualTo(1);
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
    void aCopyIsNotGoodForLongerThanItsToken() {
        Issued issued = in(Region.EU).sessions().issue(USER, "", clock.instant());
        clock.pass(Duration.ofMinutes(59).plusSeconds(30));
        in(Region.EU).caller(issued.accessToken());
        clock.pass(Duration.ofSeconds(30));

        assertRefused(
                ProblemType.SESSION_EXPIRED, () -> in(Region.EU).caller(issued.accessToken()));
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
    void whatCannotBeUndoneIsNotDoneByACopy() {
        Issued issued = in(Region.EU).sessions().issue(USER, "", clock.instant());
        Caller caller = in(Region.US).caller(issued.accessToken());
        assertThat(in(Region.US).confirmed(issued.accessToken())).isEqualTo(caller);
        replicas.replicate();

        in(Region.EU).sessions().end(caller);

        in(Region.US).caller(issued.accessToken());
        assertRefused(
                ProblemType.SESSION_REVOKED, () -> in(Region.US).confirmed(issued.accessToken()));
    }

    @Test
    void whatCannotBeUndoneIsNotDoneAfterAllWereEndedAtHome() {
        Issued issued = in(Region.EU).sessions().issue(USER, "", clock.instant());
        in(Region.EU).caller(issued.accessToken());
        clock.pass(Duration.ofMillis(1));
        standings.endBefore(USER, clock.instant());

        in(Region.EU).caller(issued.accessToken());
        assertRefused(
                ProblemType.SESSION_REVOKED, () -> in(Region.EU).confirmed(issued.accessToken()));
        assertRefused(
                ProblemType.SESSION_EXPIRED, () -> in(Region.EU).confirmed("eu." + "A".repeat(43)));
    }

    @Test
    void theDeletedAreRefused() {
        Issued issued = in(Region.EU).sessions().issue(USER, "", clock.instant());
        standings.delete(USER);
        standings.replicate();

        assertRefused(
                ProblemType.SESSION_REVOKED, () -> in(Region.EU).caller(issued.accessToken()));
    }

    @Test
    void somebodyWhoIsNotReplicatedYetIsAskedForAtHome() {
        String fresh = "a-new-one";
        standings.add(fresh);
        Issued issued = in(Region.EU).sessions().issue(fresh, "", clock.instant());

        assertThat(in(Region.EU).caller(issued.accessToken()).userId()).isEqualTo(fresh);
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
