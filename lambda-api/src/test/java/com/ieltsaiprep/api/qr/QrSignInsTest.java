package com.ieltsaiprep.api.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.qr.QrSignIns.Answer;
import com.ieltsaiprep.api.qr.QrSignIns.Decision;
import com.ieltsaiprep.api.qr.QrSignIns.Fetched;
import com.ieltsaiprep.api.session.FakeCopies;
import com.ieltsaiprep.api.session.FakeStandings;
import com.ieltsaiprep.api.session.Family;
import com.ieltsaiprep.api.session.IssuedTokens;
import com.ieltsaiprep.api.session.Recorded;
import com.ieltsaiprep.api.session.Replicas;
import com.ieltsaiprep.api.session.Sessions;
import com.ieltsaiprep.api.session.VirtualClock;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class QrSignInsTest {
    private static final String ANNA = "anna";
    private static final String BOB = "bob";

    private final VirtualClock clock = new VirtualClock();
    private final FakeQrStore store = new FakeQrStore();
    private final FakeStandings standings = new FakeStandings();
    private final Replicas sessions = new Replicas();
    private final Recorded recorded = new Recorded();
    private final QrSignIns ireland = in(Region.IRELAND);
    private final QrSignIns virginia = in(Region.VIRGINIA);

    private QrSignIns in(Region own) {
        return new QrSignIns(store, sessions(own), standings, tokens(own), clock, own);
    }

    private static TokenGenerator tokens(Region own) {
        return new TokenGenerator(new Random(own.letter()));
    }

    private Sessions sessions(Region own) {
        return new Sessions(
                new Sessions.Parts(sessions.in(own), new FakeCopies(clock), standings, recorded),
                new TokenGenerator(new Random(own.code().hashCode())),
                clock,
                own);
    }

    /** Asks as a browser, and fetches what it may have. */
    private Optional<IssuedTokens> fetched(QrSignIns region, QrChallenge begun) {
        return answer(region, begun) instanceof Fetched.Given(IssuedTokens issued)
                ? Optional.of(issued)
                : Optional.empty();
    }

    private Fetched answer(QrSignIns region, QrChallenge begun) {
        return region.fetch((Answer.Approved) region.poll(begun.id(), begun.secret()));
    }

    private boolean isLive(IssuedTokens issued) {
        return sessions.in(Region.SINGAPORE).family(issued.family()).isPresent();
    }

    private String whose(IssuedTokens issued) {
        return sessions.in(Region.SINGAPORE)
                .family(issued.family())
                .orElseThrow()
                .signIn()
                .userId();
    }

    @BeforeEach
    void twoPeople() {
        standings.add(ANNA);
        standings.add(BOB);
        standings.replicate();
    }

    private QrChallenge begun() {
        QrChallenge begun = ireland.begin("Chrome on Mac", "Nepal");
        clock.pass(Duration.ofSeconds(2));
        return begun;
    }

    @Test
    void aBrowserIsSignedInByWhomeverApprovesIt() {
        QrChallenge begun = begun();
        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Pending());

        assertThat(virginia.decide(begun.id().text(), ANNA, true))
                .isInstanceOf(Decision.Done.class);

        IssuedTokens issued = fetched(ireland, begun).orElseThrow();
        Family family = sessions.in(Region.IRELAND).family(issued.family()).orElseThrow();
        assertThat(family.signIn().userId()).isEqualTo(ANNA);
        assertThat(family.signIn().device()).isEqualTo("Chrome on Mac");
    }

    @Test
    void aBrowserThatLostTheAnswerGetsAnotherSessionInThePlaceOfTheFirst() {
        QrChallenge begun = begun();
        virginia.decide(begun.id().text(), ANNA, true);
        IssuedTokens lost = fetched(ireland, begun).orElseThrow();
        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.TooFast());
        clock.pass(Duration.ofSeconds(29));

        IssuedTokens again = fetched(virginia, begun).orElseThrow();

        assertThat(isLive(lost)).isFalse();
        assertThat(isLive(again)).isTrue();
        clock.pass(Duration.ofSeconds(1));
        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Over());
        assertThat(isLive(again)).isTrue();
    }

    @Test
    void theSessionCountsFromWhenItWasApproved() {
        QrChallenge begun = begun();
        Instant approved = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        virginia.decide(begun.id().text(), ANNA, true);
        clock.pass(Duration.ofSeconds(9));

        IssuedTokens issued = fetched(ireland, begun).orElseThrow();

        assertThat(sessions.in(Region.IRELAND).family(issued.family()).orElseThrow().signIn().at())
                .isEqualTo(approved);
    }

    @Test
    void aCodeThatIsTypedIsAsGoodAsThePicture() {
        QrChallenge begun = begun();

        assertThat(virginia.look(begun.code().shown()))
                .hasValueSatisfying(it -> assertThat(it.asked().place()).isEqualTo("Nepal"));
        assertThat(virginia.decide(begun.code().shown(), ANNA, true))
                .isInstanceOf(Decision.Done.class);
        assertThat(virginia.poll(begun.id(), begun.secret())).isInstanceOf(Answer.Approved.class);
    }

    @Test
    void thePictureAloneIsOfNoUse() {
        QrChallenge begun = begun();
        virginia.decide(begun.id().text(), ANNA, true);

        assertThat(ireland.poll(begun.id(), begun.id().name())).isEqualTo(new Answer.Unknown());
        assertThat(ireland.poll(begun.id(), begun.code().shown())).isEqualTo(new Answer.Unknown());
        assertThat(ireland.poll(begun.id(), begun.secret())).isInstanceOf(Answer.Approved.class);
    }

    @Test
    void askingWithTheWrongSecretDoesNotSlowTheRightOneDown() {
        QrChallenge begun = begun();

        ireland.poll(begun.id(), "x");

        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Pending());
        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.TooFast());
    }

    @Test
    void ofTwoQuestionsAtOnceOneGetsTheSession() {
        QrChallenge begun = begun();
        ireland.decide(begun.id().text(), ANNA, true);
        List<IssuedTokens> quicker = new ArrayList<>();
        store.beforeNextChange(() -> quicker.add(fetched(virginia, begun).orElseThrow()));

        assertThat(fetched(ireland, begun)).isEmpty();
        assertThat(isLive(quicker.getFirst())).isTrue();
        sessions.replicate();
        assertThat(sessions.in(Region.SINGAPORE).deleteAll(ANNA))
                .as("a family, a token")
                .hasSize(2);
    }

    @Test
    void ofTwoThatLostTheAnswerOneGetsTheSession() {
        QrChallenge begun = begun();
        ireland.decide(begun.id().text(), ANNA, true);
        IssuedTokens lost = fetched(ireland, begun).orElseThrow();
        clock.pass(Duration.ofSeconds(2));
        List<Fetched> late = new ArrayList<>();
        store.beforeNextChange(() -> late.add(answer(virginia, begun)));

        IssuedTokens issued = fetched(ireland, begun).orElseThrow();

        assertThat(late).containsExactly(new Fetched.Over());
        assertThat(isLive(lost)).isFalse();
        assertThat(isLive(issued)).isTrue();
        sessions.replicate();
        assertThat(sessions.in(Region.SINGAPORE).deleteAll(ANNA))
                .as("a family, a token")
                .hasSize(2);
    }

    @Test
    void noSessionComesInThePlaceOfOneThatWasEnded() {
        QrChallenge begun = begun();
        virginia.decide(begun.id().text(), ANNA, true);
        IssuedTokens first = fetched(ireland, begun).orElseThrow();
        clock.pass(Duration.ofSeconds(2));
        sessions(Region.VIRGINIA).end(first.family());

        assertThat(answer(ireland, begun)).isEqualTo(new Fetched.Over());
        assertThat(sessions.in(Region.IRELAND).deleteAll(ANNA)).isEmpty();
    }

    @Test
    void aSessionThatIsWrittenDownIsGivenThoughTheAnswerOfTheWriteWasLost() {
        QrChallenge begun = begun();
        virginia.decide(begun.id().text(), ANNA, true);
        store.loseNextAnswer();

        assertThat(isLive(fetched(ireland, begun).orElseThrow())).isTrue();
    }

    @Test
    void aSessionThatCouldNotBeWrittenDownIsEnded() {
        QrChallenge begun = begun();
        virginia.decide(begun.id().text(), ANNA, true);
        store.failNextChange(false);

        assertThatThrownBy(() -> answer(ireland, begun)).hasMessage("away");
        assertThat(sessions.size(Region.IRELAND)).isZero();

        assertThat(isLive(fetched(ireland, begun).orElseThrow())).isTrue();
        assertThat(sessions.size(Region.IRELAND)).as("a family, a token").isEqualTo(2);
    }

    @Test
    void aSessionThatIsWrittenDownIsGivenThoughTheWriteSeemedToFail() {
        QrChallenge begun = begun();
        virginia.decide(begun.id().text(), ANNA, true);
        store.failNextChange(true);

        assertThat(isLive(fetched(ireland, begun).orElseThrow())).isTrue();
    }

    @Test
    void whoIsGoneAtHomeGetsNoSessionThoughThisRegionHasNotHeardOfIt() {
        QrChallenge begun = begun();
        virginia.decide(begun.id().text(), ANNA, true);
        standings.delete(ANNA);

        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Denied());
    }

    @Test
    void ofTwoDecisionsAtOnceTheFirstHolds() {
        QrChallenge begun = begun();
        store.beforeNextChange(() -> virginia.decide(begun.id().text(), BOB, true));

        assertThat(ireland.decide(begun.id().text(), ANNA, true)).isEqualTo(new Decision.Already());
        assertThat(whose(fetched(ireland, begun).orElseThrow())).isEqualTo(BOB);
    }

    @Test
    void aRefusalIsTold() {
        QrChallenge begun = begun();
        ireland.decide(begun.code().shown(), ANNA, false);

        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Denied());
        assertThat(ireland.decide(begun.id().text(), ANNA, true)).isEqualTo(new Decision.Already());
    }

    @Test
    void afterTwoMinutesNobodyCanDecide() {
        QrChallenge begun = begun();
        clock.pass(Duration.ofSeconds(118));

        assertThat(ireland.decide(begun.id().text(), ANNA, true)).isEqualTo(new Decision.TooLate());
        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Over());
    }

    @Test
    void whoEndedAllTheirSignInsAfterwardsMeantThisOneToo() {
        QrChallenge begun = begun();
        ireland.decide(begun.id().text(), ANNA, true);
        clock.pass(Duration.ofMillis(1));
        standings.endBefore(ANNA, clock.instant());
        standings.replicate();

        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Denied());
    }

    @Test
    void whatNobodyMadeIsUnknown() {
        for (String typed : List.of("test-token", "", "eu." + "A".repeat(22), "VBCD-FGHJ")) {
            assertThat(ireland.decide(typed, ANNA, true)).isEqualTo(new Decision.Unknown());
            assertThat(ireland.look(typed)).isEmpty();
        }
    }
}
