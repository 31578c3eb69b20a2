package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.session.TokenFamily.Expired;
import com.ieltsaiprep.api.session.TokenFamily.Reused;
import com.ieltsaiprep.api.session.TokenFamily.Rotated;
import com.ieltsaiprep.common.Region;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

class TokenFamilyTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final FamilyId ID = new FamilyId(Region.IRELAND, "A".repeat(22));

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final TokenFamily begun =
            TokenFamily.begin(new SignIn(ID, "user", "phone", T0), "r0", "a0");

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    private static TokenFamily next(TokenFamily.Presentation presented) {
        return ((Rotated) presented).next();
    }

    @Test
    void aTokenIsExchangedForTheNext() {
        TokenFamily next = next(begun.present("r0", "r1", "a1", at(10)));

        assertThat(next.current()).containsExactly("r1");
        assertThat(next.previous()).contains("r0");
        assertThat(next.access()).containsExactly("a1", "a0");
        assertThat(next.version()).isEqualTo(1);
        assertThat(next.expiresAt()).isEqualTo(at(10).plus(TokenFamily.LIFETIME));
    }

    @Test
    void theOneBeforeIsBelievedForADay() {
        TokenFamily once = next(begun.present("r0", "r1", "a1", at(10)));

        TokenFamily twice = next(once.present("r0", "r2", "a2", at(10 + DAY)));

        assertThat(twice.current()).containsExactly("r2", "r1");
        assertThat(twice.previous()).contains("r0");
        assertThat(twice.expiresAt()).isEqualTo(once.expiresAt());
        assertThat(once.present("r0", "r2", "a2", at(10 + DAY).plusMillis(1)))
                .isInstanceOf(Reused.class);
    }

    @Test
    void aLostAnswerDoesNotMakeTheDayLonger() {
        TokenFamily once = next(begun.present("r0", "r1", "a1", at(0)));
        TokenFamily twice = next(once.present("r0", "r2", "a2", at(DAY)));

        assertThat(twice.present("r0", "r3", "a3", at(DAY + 1))).isInstanceOf(Reused.class);
    }

    @Test
    void theOneBeforeIsBelievedNoMoreOnceItsSuccessorWasUsed() {
        TokenFamily once = next(begun.present("r0", "r1", "a1", at(0)));
        TokenFamily twice = next(once.present("r0", "r2", "a2", at(1)));

        TokenFamily byTheSecond = next(twice.present("r2", "r3", "a3", at(2)));

        assertThat(byTheSecond.present("r0", "r4", "a4", at(2))).isInstanceOf(Reused.class);
        assertThat(byTheSecond.present("r2", "r4", "a4", at(2))).isInstanceOf(Rotated.class);
    }

    @Test
    void ofTheTokensOfALostAnswerTheFirstThatIsUsedIsTheOnlyOne() {
        TokenFamily once = next(begun.present("r0", "r1", "a1", at(0)));
        TokenFamily twice = next(once.present("r0", "r2", "a2", at(1)));

        TokenFamily byTheFirst = next(twice.present("r1", "r3", "a3", at(100)));

        assertThat(byTheFirst.current()).containsExactly("r3");
        assertThat(byTheFirst.present("r2", "r4", "a4", at(100))).isInstanceOf(Reused.class);
    }

    @Test
    void anOlderTokenEndsTheSignInEvenAtOnce() {
        TokenFamily once = next(begun.present("r0", "r1", "a1", at(1)));
        TokenFamily twice = next(once.present("r1", "r2", "a2", at(2)));

        assertThat(twice.present("r0", "r3", "a3", at(2))).isInstanceOf(Reused.class);
    }

    @Test
    void aTokenOfNobodyEndsTheSignIn() {
        assertThat(begun.present("guessed", "r1", "a1", at(1))).isInstanceOf(Reused.class);
    }

    @Test
    void nobodyComesBackAfterSixtyDays() {
        Instant end = T0.plus(Duration.ofDays(60));

        assertThat(begun.present("r0", "r1", "a1", end.minusMillis(1))).isInstanceOf(Rotated.class);
        assertThat(begun.present("r0", "r1", "a1", end)).isInstanceOf(Expired.class);
    }

    @Test
    void howeverManyAnswersAreLostTheNewestTokensAreGood() {
        TokenFamily family = next(begun.present("r0", "r1", "a1", at(0)));
        for (int i = 2; i <= 3 * TokenFamily.MAX_TOKENS; i++) {
            family = next(family.present("r0", "r" + i, "a" + i, at(60L * i)));
        }

        assertThat(family.current())
                .hasSize(TokenFamily.MAX_TOKENS)
                .startsWith("r24")
                .endsWith("r17");
        assertThat(family.present("r16", "r25", "a25", at(3_600))).isInstanceOf(Reused.class);
        assertThat(family.present("r17", "r25", "a25", at(3_600))).isInstanceOf(Rotated.class);
    }

    @Test
    void theOldestAccessTokensAreForgotten() {
        TokenFamily family = begun;
        for (int i = 1; i < TokenFamily.MAX_TOKENS; i++) {
            family = next(family.present("r" + (i - 1), "r" + i, "a" + i, at(i)));
        }

        Rotated exchanged = (Rotated) family.present("r7", "r8", "a8", at(8));

        assertThat(exchanged.dropped()).containsExactly("a0");
        assertThat(exchanged.next().access()).hasSize(TokenFamily.MAX_TOKENS).startsWith("a8");
    }

    /** An action of a token holder. */
    enum Move {
        REFRESHES,
        REFRESHES_AND_LOSES_THE_ANSWER,
        WAITS_AN_HOUR
    }

    @Property
    void whoLosesAnswersAndComesBackWithinADayStaysSignedIn(
            @ForAll @Size(max = 80) List<Move> moves) {
        TokenFamily family = begun;
        String mine = "r0";
        Instant now = T0;
        Instant exchangedAt = T0;
        int made = 0;
        for (Move move : moves) {
            if (move == Move.WAITS_AN_HOUR) {
                now = now.plus(Duration.ofHours(1));
                continue;
            }
            if (!family.current().contains(mine)
                    && now.isAfter(exchangedAt.plus(TokenFamily.LOST_RESPONSE))) {
                return;
            }
            exchangedAt = family.current().contains(mine) ? now : exchangedAt;
            made++;
            family = next(family.present(mine, "r" + made, "a" + made, now));
            mine = move == Move.REFRESHES ? "r" + made : mine;
        }
    }

    /**
     * Any of all tokens ever made is shown at any time, as by people who share them without
     * knowing. The tokens are a tree: each grew from the one that was shown for it. Good are only
     * the newest leaves of the one that was exchanged last, and it itself for a day.
     */
    @Property
    void whateverIsShownOnlyOneBranchGrows(
            @ForAll @Size(max = 80) List<@IntRange(max = 40) Integer> shown,
            @ForAll @Size(80) List<@IntRange(max = 100_000) Integer> secondsBetween) {
        TokenFamily family = begun;
        Instant now = T0;
        Deque<String> leaves = new ArrayDeque<>(List.of("r0"));
        String exchanged = "none";
        Instant exchangedAt = T0;
        int made = 0;
        for (int i = 0; i < shown.size(); i++) {
            now = now.plusSeconds(secondsBetween.get(i));
            String token = "r" + Math.max(0, made - shown.get(i));
            boolean isLeaf = leaves.contains(token);
            boolean isLost =
                    token.equals(exchanged)
                            && !now.isAfter(exchangedAt.plus(TokenFamily.LOST_RESPONSE));
            made++;
            TokenFamily.Presentation presented = family.present(token, "r" + made, "a" + made, now);
            if (!isLeaf && !isLost) {
                assertThat(presented).isInstanceOf(Reused.class);
                return;
            }
            if (isLeaf) {
                leaves.clear();
                exchanged = token;
                exchangedAt = now;
            }
            leaves.addFirst("r" + made);
            if (leaves.size() > TokenFamily.MAX_TOKENS) {
                leaves.removeLast();
            }
            family = next(presented);
            assertThat(family.current()).containsExactlyElementsOf(leaves);
            assertThat(family.previous()).contains(exchanged);
            assertThat(family.access().size()).isLessThanOrEqualTo(TokenFamily.MAX_TOKENS);
            assertThat(family.version()).isEqualTo(made);
        }
    }

    /** A copied refresh token is used by both holders, in any order, without lost responses. */
    @Property
    void whoeverSharesATokenWithAThiefIsSignedOutBeforeBothHaveGoneOnTwice(
            @ForAll @Size(min = 6, max = 20) List<Boolean> byTheThief) {
        TokenFamily family = begun;
        String owner = "r0";
        String thief = "r0";
        int owners = 0;
        int thiefs = 0;
        for (int i = 1; i <= byTheThief.size(); i++) {
            boolean isThief = byTheThief.get(i - 1);
            String shown = isThief ? thief : owner;
            if (!(family.present(shown, "r" + i, "a" + i, at(i)) instanceof Rotated exchanged)) {
                assertThat(byTheThief.subList(0, i)).contains(true, false);
                return;
            }
            family = exchanged.next();
            owners += isThief ? 0 : 1;
            thiefs += isThief ? 1 : 0;
            owner = isThief ? owner : "r" + i;
            thief = isThief ? "r" + i : thief;
        }
        assertThat(Math.min(owners, thiefs)).isLessThanOrEqualTo(1);
    }
}
