package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.region.Region;
import com.ieltsaiprep.api.session.Family.Exchanged;
import com.ieltsaiprep.api.session.Family.Reused;
import com.ieltsaiprep.api.session.Family.TooOld;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class FamilyTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final FamilyId ID = new FamilyId(Region.EU, "A".repeat(22));

    private final Family begun = Family.begin(new SignIn(ID, "user", "phone", T0), "r0", "a0");

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    private static Family next(Family.Presented presented) {
        return ((Exchanged) presented).next();
    }

    @Test
    void aTokenIsExchangedForTheNext() {
        Family next = next(begun.present("r0", "r1", "a1", at(10)));

        assertThat(next.current()).containsExactly("r1");
        assertThat(next.previous()).containsExactly("r0");
        assertThat(next.access()).containsExactly("a1", "a0");
        assertThat(next.version()).isEqualTo(1);
        assertThat(next.expiresAt()).isEqualTo(at(10).plus(Family.LIFETIME));
    }

    @Test
    void theOneBeforeIsBelievedForThirtySeconds() {
        Family once = next(begun.present("r0", "r1", "a1", at(10)));

        Family twice = next(once.present("r0", "r2", "a2", at(40)));

        assertThat(twice.current()).containsExactly("r2", "r1");
        assertThat(twice.previous()).containsExactly("r0");
        assertThat(twice.expiresAt()).isEqualTo(once.expiresAt());
        assertThat(once.present("r0", "r2", "a2", at(40).plusMillis(1))).isInstanceOf(Reused.class);
    }

    @Test
    void bothTokensOfALostAnswerGoOnAndOneEndsTheOther() {
        Family once = next(begun.present("r0", "r1", "a1", at(0)));
        Family twice = next(once.present("r0", "r2", "a2", at(1)));

        Family byTheFirst = next(twice.present("r1", "r3", "a3", at(100)));

        assertThat(byTheFirst.present("r2", "r4", "a4", at(120))).isInstanceOf(Exchanged.class);
        assertThat(byTheFirst.present("r2", "r4", "a4", at(131))).isInstanceOf(Reused.class);
    }

    @Test
    void anOlderTokenEndsTheSignInEvenAtOnce() {
        Family once = next(begun.present("r0", "r1", "a1", at(1)));
        Family twice = next(once.present("r1", "r2", "a2", at(2)));

        assertThat(twice.present("r0", "r3", "a3", at(2))).isInstanceOf(Reused.class);
    }

    @Test
    void aTokenOfNobodyEndsTheSignIn() {
        assertThat(begun.present("guessed", "r1", "a1", at(1))).isInstanceOf(Reused.class);
    }

    @Test
    void nobodyComesBackAfterSixtyDays() {
        Instant end = T0.plus(Duration.ofDays(60));

        assertThat(begun.present("r0", "r1", "a1", end.minusMillis(1)))
                .isInstanceOf(Exchanged.class);
        assertThat(begun.present("r0", "r1", "a1", end)).isInstanceOf(TooOld.class);
    }

    @Test
    void lostAnswersAreNotBelievedForEver() {
        Family family = next(begun.present("r0", "r1", "a1", at(0)));
        for (int i = 2; i <= Family.MOST; i++) {
            family = next(family.present("r0", "r" + i, "a" + i, at(1)));
        }

        assertThat(family.current()).hasSize(Family.MOST);
        assertThat(family.present("r0", "r9", "a9", at(1))).isInstanceOf(Reused.class);
    }

    @Test
    void theOldestAccessTokensAreForgotten() {
        Family family = begun;
        for (int i = 1; i < Family.MOST; i++) {
            family = next(family.present("r" + (i - 1), "r" + i, "a" + i, at(i)));
        }

        Exchanged exchanged = (Exchanged) family.present("r7", "r8", "a8", at(8));

        assertThat(exchanged.forgotten()).containsExactly("a0");
        assertThat(exchanged.next().access()).hasSize(Family.MOST).startsWith("a8");
    }

    @Property
    void whateverIsShownTheListsStayShortAndAStolenTokenIsFoundOut(
            @ForAll @Size(max = 60) List<@IntRange(max = 40) Integer> shown,
            @ForAll @IntRange(max = 60) int secondsBetween) {
        Family family = begun;
        Instant now = T0;
        int made = 0;
        for (int token : shown) {
            now = now.plusSeconds(secondsBetween);
            String hash = "r" + token;
            boolean current = family.current().contains(hash);
            made++;
            switch (family.present(hash, "r" + made, "a" + made, now)) {
                case Exchanged(Family next, List<String> _) -> {
                    assertThat(current || secondsBetween <= 30).isTrue();
                    assertThat(next.current()).startsWith("r" + made);
                    assertThat(next.version()).isEqualTo(family.version() + 1);
                    assertThat(next.current().size()).isLessThanOrEqualTo(Family.MOST);
                    assertThat(next.access().size()).isLessThanOrEqualTo(Family.MOST);
                    family = next;
                }
                case Reused _ -> assertThat(current).isFalse();
                case TooOld _ -> throw new AssertionError("within an hour");
            }
        }
    }
}
