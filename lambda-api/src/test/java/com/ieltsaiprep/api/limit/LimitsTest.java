package com.ieltsaiprep.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ieltsaiprep.api.http.Problem;
import com.ieltsaiprep.api.http.ProblemException;
import com.ieltsaiprep.api.http.ProblemType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class LimitsTest {
    private static final Limit LIMIT = Limit.SIGN_IN_ACCOUNT_NETWORK;
    private static final String WHO = "an@example.com 192.0.2.7";

    private Instant now = Instant.parse("2026-11-20T14:10:00Z");
    private final FakeCounters counters = new FakeCounters();
    private final List<Limit> uncounted = new ArrayList<>();
    private final Limits limits = new Limits("eu", counters, () -> now, uncounted::add);

    @ParameterizedTest
    @EnumSource
    void letsAsManyThroughAsItSaysAndNoMore(Limit limit) {
        for (int i = 0; i < limit.most(); i++) {
            assertThatCode(() -> limits.spend(limit, WHO)).doesNotThrowAnyException();
        }
        assertThat(refusal(limit, WHO).type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    }

    @Test
    void saysWhenToAskAgain() {
        exhaust();
        now = now.plusMillis(1);

        assertThat(refusal(LIMIT, WHO).headers()).containsEntry("Retry-After", "300");
    }

    @Test
    void letsThroughAgainInTheNextWindow() {
        exhaust();
        now = now.plus(Duration.ofMinutes(5));

        assertThatCode(() -> limits.spend(LIMIT, WHO)).doesNotThrowAnyException();
    }

    @Test
    void countsEachSubjectAndEachLimitForItself() {
        exhaust();

        assertThatCode(() -> limits.spend(LIMIT, "binh@example.com 192.0.2.7"))
                .doesNotThrowAnyException();
        assertThatCode(() -> limits.spend(Limit.SIGN_IN_NETWORK, WHO)).doesNotThrowAnyException();
    }

    @Test
    void writesNoMoreForWhoeverIsRefused() {
        exhaust();
        refusal(LIMIT, WHO);
        int writes = counters.writes();

        for (int i = 0; i < 1_000; i++) {
            refusal(LIMIT, WHO);
        }

        assertThat(counters.writes()).isEqualTo(writes);
    }

    @Test
    void keepsNoAddressAndNoEmailInItsKeys() {
        limits.spend(LIMIT, WHO);

        assertThat(counters.expiry())
                .hasSize(1)
                .allSatisfy(
                        (key, end) -> {
                            assertThat(key)
                                    .matches("limit#eu#sign_in_account_network#[0-9a-f]{32}#\\d+")
                                    .doesNotContain("example", "192.0.2.7");
                            assertThat(end).isEqualTo(Instant.parse("2026-11-20T14:15:00Z"));
                        });
    }

    @Test
    void refusesNobodyWhileTheCountsAreAwayAndTellsOfIt() {
        counters.throttle();

        for (int i = 0; i < LIMIT.most() + 5; i++) {
            limits.spend(LIMIT, WHO);
        }

        assertThat(uncounted).hasSize(LIMIT.most() + 5).containsOnly(LIMIT);
    }

    @Test
    void takesBackWhatCameToNothing() {
        for (int i = 0; i < 3 * LIMIT.most(); i++) {
            limits.spend(LIMIT, WHO).giveBack();
        }
        exhaust();

        assertThat(refusal(LIMIT, WHO).type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    }

    @Test
    void takesBackFromTheWindowInWhichItCounted() {
        Spent spent = limits.spend(Limit.SIGN_IN_NETWORK, WHO);
        now = now.plus(Limit.SIGN_IN_NETWORK.window());
        for (int i = 0; i < Limit.SIGN_IN_NETWORK.most(); i++) {
            limits.spend(Limit.SIGN_IN_NETWORK, WHO);
        }

        spent.giveBack();

        assertThat(refusal(Limit.SIGN_IN_NETWORK, WHO).type())
                .isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    }

    @Test
    void takesBackAllThatWasCountedForWhatFailed() {
        for (int i = 0; i < 3 * LIMIT.most(); i++) {
            Spent spent = limits.spend(LIMIT, WHO).and(limits.spend(Limit.SIGN_IN_ACCOUNT, WHO));
            assertThatIllegalStateException()
                    .isThrownBy(
                            () ->
                                    spent.unlessItFails(
                                            () -> {
                                                throw new IllegalStateException("away");
                                            }));
        }
        exhaust();

        assertThat(refusal(LIMIT, WHO).type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    }

    @Test
    void keepsWhatWasCountedForAnAnswer() {
        for (int i = 0; i < LIMIT.most(); i++) {
            Spent spent = limits.spend(LIMIT, WHO);
            ProblemException wrong =
                    catchThrowableOfType(
                            ProblemException.class,
                            () ->
                                    spent.unlessItFails(
                                            () -> {
                                                throw Problem.of(
                                                                ProblemType.CREDENTIALS_INVALID,
                                                                "wrong")
                                                        .exception();
                                            }));
            assertThat(wrong.problem().type()).isEqualTo(ProblemType.CREDENTIALS_INVALID);
        }

        assertThat(refusal(LIMIT, WHO).type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    }

    @Test
    void knowsForAMonthWhomItRemembers() {
        limits.remember(WHO);
        now = now.plus(Limits.KNOWN).minusSeconds(1);
        assertThat(limits.knows(WHO)).isTrue();
        assertThat(limits.knows("binh@example.com 192.0.2.7")).isFalse();
        assertThat(counters.marks().keySet())
                .allSatisfy(key -> assertThat(key).matches("known#[0-9a-f]{32}"));

        now = now.plusSeconds(1);
        assertThat(limits.knows(WHO)).isFalse();
    }

    @Test
    void knowsNobodyWhileTheMarksAreAway() {
        limits.remember(WHO);
        counters.throttle();

        assertThat(limits.knows(WHO)).isFalse();
    }

    private void exhaust() {
        for (int i = 0; i < LIMIT.most(); i++) {
            limits.spend(LIMIT, WHO);
        }
    }

    private Problem refusal(Limit limit, String subject) {
        return catchThrowableOfType(ProblemException.class, () -> limits.spend(limit, subject))
                .problem();
    }
}
