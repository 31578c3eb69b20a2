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

    private final TokenFamily initial =
            TokenFamily.begin(new SignIn(ID, "user", "phone", T0), "r0", "a0");

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    private static TokenFamily next(TokenFamily.Presentation presented) {
        return ((Rotated) presented).next();
    }

    @Test
    void rotatesRefreshToken() {
        TokenFamily next = next(initial.present("r0", "r1", "a1", at(10)));

        assertThat(next.current()).containsExactly("r1");
        assertThat(next.previous()).contains("r0");
        assertThat(next.access()).containsExactly("a1", "a0");
        assertThat(next.version()).isEqualTo(1);
        assertThat(next.expiresAt()).isEqualTo(at(10).plus(TokenFamily.LIFETIME));
    }

    @Test
    void acceptsPreviousTokenForOneDay() {
        TokenFamily first = next(initial.present("r0", "r1", "a1", at(10)));

        TokenFamily second = next(first.present("r0", "r2", "a2", at(10 + DAY)));

        assertThat(second.current()).containsExactly("r2", "r1");
        assertThat(second.previous()).contains("r0");
        assertThat(second.expiresAt()).isEqualTo(first.expiresAt());
        assertThat(first.present("r0", "r2", "a2", at(10 + DAY).plusMillis(1)))
                .isInstanceOf(Reused.class);
    }

    @Test
    void doesNotExtendGracePeriodOnLostResponse() {
        TokenFamily first = next(initial.present("r0", "r1", "a1", at(0)));
        TokenFamily second = next(first.present("r0", "r2", "a2", at(DAY)));

        assertThat(second.present("r0", "r3", "a3", at(DAY + 1))).isInstanceOf(Reused.class);
    }

    @Test
    void refusesPreviousTokenOnceSuccessorWasUsed() {
        TokenFamily first = next(initial.present("r0", "r1", "a1", at(0)));
        TokenFamily second = next(first.present("r0", "r2", "a2", at(1)));

        TokenFamily afterSecond = next(second.present("r2", "r3", "a3", at(2)));

        assertThat(afterSecond.present("r0", "r4", "a4", at(2))).isInstanceOf(Reused.class);
        assertThat(afterSecond.present("r2", "r4", "a4", at(2))).isInstanceOf(Rotated.class);
    }

    @Test
    void keepsFirstUsedSuccessorAfterLostResponse() {
        TokenFamily first = next(initial.present("r0", "r1", "a1", at(0)));
        TokenFamily second = next(first.present("r0", "r2", "a2", at(1)));

        TokenFamily afterFirst = next(second.present("r1", "r3", "a3", at(100)));

        assertThat(afterFirst.current()).containsExactly("r3");
        assertThat(afterFirst.present("r2", "r4", "a4", at(100))).isInstanceOf(Reused.class);
    }

    @Test
    void detectsReuseOfOlderTokenImmediately() {
        TokenFamily first = next(initial.present("r0", "r1", "a1", at(1)));
        TokenFamily second = next(first.present("r1", "r2", "a2", at(2)));

        assertThat(second.present("r0", "r3", "a3", at(2))).isInstanceOf(Reused.class);
    }

    @Test
    void treatsUnknownTokenAsReused() {
        assertThat(initial.present("guessed", "r1", "a1", at(1))).isInstanceOf(Reused.class);
    }

    @Test
    void expiresFamilyAfterSixtyDays() {
        Instant end = T0.plus(Duration.ofDays(60));

        assertThat(initial.present("r0", "r1", "a1", end.minusMillis(1)))
                .isInstanceOf(Rotated.class);
        assertThat(initial.present("r0", "r1", "a1", end)).isInstanceOf(Expired.class);
    }

    @Test
    void acceptsNewestTokensAfterManyLostResponses() {
        TokenFamily family = next(initial.present("r0", "r1", "a1", at(0)));
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
    void dropsOldestAccessTokens() {
        TokenFamily family = initial;
        for (int i = 1; i < TokenFamily.MAX_TOKENS; i++) {
            family = next(family.present("r" + (i - 1), "r" + i, "a" + i, at(i)));
        }

        Rotated exchanged = (Rotated) family.present("r7", "r8", "a8", at(8));

        assertThat(exchanged.dropped()).containsExactly("a0");
        assertThat(exchanged.next().access()).hasSize(TokenFamily.MAX_TOKENS).startsWith("a8");
    }

    /** Action of a client that holds a refresh token. */
    enum ClientAction {
        REFRESH,
        REFRESH_AND_LOSE_RESPONSE,
        WAIT_ONE_HOUR
    }

    @Property
    void keepsClientSignedInAfterLostResponsesWithinOneDay(
            @ForAll @Size(max = 80) List<ClientAction> actions) {
        TokenFamily family = initial;
        String token = "r0";
        Instant now = T0;
        Instant exchangedAt = T0;
        int issued = 0;
        for (ClientAction action : actions) {
            if (action == ClientAction.WAIT_ONE_HOUR) {
                now = now.plus(Duration.ofHours(1));
                continue;
            }
            if (!family.current().contains(token)
                    && now.isAfter(exchangedAt.plus(TokenFamily.LOST_RESPONSE))) {
                return;
            }
            exchangedAt = family.current().contains(token) ? now : exchangedAt;
            issued++;
            family = next(family.present(token, "r" + issued, "a" + issued, now));
            token = action == ClientAction.REFRESH ? "r" + issued : token;
        }
    }

    /**
     * Presents any issued token at any time. The tokens form a tree: each is a child of the token
     * presented for it. Valid are only the newest children of the token rotated last, and that
     * token itself for one day.
     */
    @Property
    void rotatesOnlyOneBranch(
            @ForAll @Size(max = 80) List<@IntRange(max = 40) Integer> presentedAges,
            @ForAll @Size(80) List<@IntRange(max = 100_000) Integer> secondsBetween) {
        TokenFamily family = initial;
        Instant now = T0;
        Deque<String> leaves = new ArrayDeque<>(List.of("r0"));
        String exchanged = "none";
        Instant exchangedAt = T0;
        int issued = 0;
        for (int i = 0; i < presentedAges.size(); i++) {
            now = now.plusSeconds(secondsBetween.get(i));
            String token = "r" + Math.max(0, issued - presentedAges.get(i));
            boolean isLeaf = leaves.contains(token);
            boolean isLost =
                    token.equals(exchanged)
                            && !now.isAfter(exchangedAt.plus(TokenFamily.LOST_RESPONSE));
            issued++;
            TokenFamily.Presentation presented =
                    family.present(token, "r" + issued, "a" + issued, now);
            if (!isLeaf && !isLost) {
                assertThat(presented).isInstanceOf(Reused.class);
                return;
            }
            if (isLeaf) {
                leaves.clear();
                exchanged = token;
                exchangedAt = now;
            }
            leaves.addFirst("r" + issued);
            if (leaves.size() > TokenFamily.MAX_TOKENS) {
                leaves.removeLast();
            }
            family = next(presented);
            assertThat(family.current()).containsExactlyElementsOf(leaves);
            assertThat(family.previous()).contains(exchanged);
            assertThat(family.access().size()).isLessThanOrEqualTo(TokenFamily.MAX_TOKENS);
            assertThat(family.version()).isEqualTo(issued);
        }
    }

    /** Presents a copied refresh token by the owner and an attacker, without lost responses. */
    @Property
    void detectsSharedTokenBeforeSecondRotationByBothHolders(
            @ForAll @Size(min = 6, max = 20) List<Boolean> attackerTurns) {
        TokenFamily family = initial;
        String ownerToken = "r0";
        String attackerToken = "r0";
        int ownerRotations = 0;
        int attackerRotations = 0;
        for (int i = 1; i <= attackerTurns.size(); i++) {
            boolean isAttacker = attackerTurns.get(i - 1);
            String presented = isAttacker ? attackerToken : ownerToken;
            if (!(family.present(presented, "r" + i, "a" + i, at(i))
                    instanceof Rotated exchanged)) {
                assertThat(attackerTurns.subList(0, i)).contains(true, false);
                return;
            }
            family = exchanged.next();
            ownerRotations += isAttacker ? 0 : 1;
            attackerRotations += isAttacker ? 1 : 0;
            ownerToken = isAttacker ? ownerToken : "r" + i;
            attackerToken = isAttacker ? "r" + i : attackerToken;
        }
        assertThat(Math.min(ownerRotations, attackerRotations)).isLessThanOrEqualTo(1);
    }
}
