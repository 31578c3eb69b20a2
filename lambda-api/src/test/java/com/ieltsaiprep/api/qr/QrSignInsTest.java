package com.ieltsaiprep.api.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.qr.QrSignIns.Answer;
import com.ieltsaiprep.api.qr.QrSignIns.Decision;
import com.ieltsaiprep.api.region.Region;
import com.ieltsaiprep.api.session.FakeStandings;
import com.ieltsaiprep.api.session.Secrets;
import com.ieltsaiprep.api.session.VirtualClock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class QrSignInsTest {
    private static final String ANNA = "anna";
    private static final String BOB = "bob";

    private final VirtualClock clock = new VirtualClock();
    private final FakeQrStore store = new FakeQrStore();
    private final FakeStandings standings = new FakeStandings();
    private final QrSignIns ireland = in(Region.EU);
    private final QrSignIns virginia = in(Region.US);

    private QrSignIns in(Region own) {
        return new QrSignIns(store, standings, new Secrets(new Random(own.letter())), clock, own);
    }

    @BeforeEach
    void twoPeople() {
        standings.add(ANNA);
        standings.add(BOB);
        standings.replicate();
    }

    private QrBegun begun() {
        QrBegun begun = ireland.begin("Chrome on Mac", "Nepal");
        clock.pass(Duration.ofSeconds(2));
        return begun;
    }

    @Test
    void aBrowserIsSignedInOnceByWhomeverAllowsIt() {
        QrBegun begun = begun();
        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Pending());

        assertThat(virginia.decide(begun.id().text(), ANNA, true)).isEqualTo(Decision.DONE);

        assertThat(ireland.poll(begun.id(), begun.secret()))
                .isEqualTo(new Answer.Approved(ANNA, "Chrome on Mac"));
        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Over());
    }

    @Test
    void aCodeThatIsTypedIsAsGoodAsThePicture() {
        QrBegun begun = begun();

        assertThat(virginia.look(begun.code().shown()))
                .hasValueSatisfying(it -> assertThat(it.asked().place()).isEqualTo("Nepal"));
        assertThat(virginia.decide(begun.code().shown(), ANNA, true)).isEqualTo(Decision.DONE);
        assertThat(virginia.poll(begun.id(), begun.secret())).isInstanceOf(Answer.Approved.class);
    }

    @Test
    void thePictureAloneIsOfNoUse() {
        QrBegun begun = begun();
        virginia.decide(begun.id().text(), ANNA, true);

        assertThat(ireland.poll(begun.id(), begun.id().name())).isEqualTo(new Answer.Unknown());
        assertThat(ireland.poll(begun.id(), begun.code().shown())).isEqualTo(new Answer.Unknown());
        assertThat(ireland.poll(begun.id(), begun.secret())).isInstanceOf(Answer.Approved.class);
    }

    @Test
    void askingWithTheWrongSecretDoesNotSlowTheRightOneDown() {
        QrBegun begun = begun();

        ireland.poll(begun.id(), "x");

        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Pending());
        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.TooFast());
    }

    @Test
    void ofTwoQuestionsAtOnceOneGetsTheSession() {
        QrBegun begun = begun();
        ireland.decide(begun.id().text(), ANNA, true);
        List<Answer> quicker = new ArrayList<>();
        store.beforeNextMove(() -> quicker.add(virginia.poll(begun.id(), begun.secret())));

        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Over());
        assertThat(quicker.getFirst()).isInstanceOf(Answer.Approved.class);
    }

    @Test
    void ofTwoDecisionsAtOnceTheFirstHolds() {
        QrBegun begun = begun();
        store.beforeNextMove(() -> virginia.decide(begun.id().text(), BOB, true));

        assertThat(ireland.decide(begun.id().text(), ANNA, true)).isEqualTo(Decision.ALREADY);
        assertThat(ireland.poll(begun.id(), begun.secret()))
                .isEqualTo(new Answer.Approved(BOB, "Chrome on Mac"));
    }

    @Test
    void aRefusalIsTold() {
        QrBegun begun = begun();
        ireland.decide(begun.code().shown(), ANNA, false);

        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Denied());
        assertThat(ireland.decide(begun.id().text(), ANNA, true)).isEqualTo(Decision.ALREADY);
    }

    @Test
    void afterTwoMinutesNobodyCanDecide() {
        QrBegun begun = begun();
        clock.pass(Duration.ofSeconds(118));

        assertThat(ireland.decide(begun.id().text(), ANNA, true)).isEqualTo(Decision.TOO_LATE);
        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Over());
    }

    @Test
    void whoEndedAllTheirSignInsAfterwardsMeantThisOneToo() {
        QrBegun begun = begun();
        ireland.decide(begun.id().text(), ANNA, true);
        standings.endBefore(ANNA, clock.instant());
        standings.replicate();

        assertThat(ireland.poll(begun.id(), begun.secret())).isEqualTo(new Answer.Denied());
    }

    @Test
    void whatNobodyMadeIsUnknown() {
        for (String typed : List.of("test-token", "", "eu." + "A".repeat(22), "VBCD-FGHJ")) {
            assertThat(ireland.decide(typed, ANNA, true)).isEqualTo(Decision.UNKNOWN);
            assertThat(ireland.look(typed)).isEmpty();
        }
    }
}
