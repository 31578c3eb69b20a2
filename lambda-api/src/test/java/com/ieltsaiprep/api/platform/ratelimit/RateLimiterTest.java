package com.ieltsaiprep.api.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemException;
import com.ieltsaiprep.api.platform.http.ProblemType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class RateLimiterTest {
    private static final RateLimitRule LIMIT = RateLimitRule.SIGN_IN_ACCOUNT_NETWORK;
    private static final String WHO = "an@example.com 192.0.2.7";

    private Instant now = Instant.parse("2026-11-20T14:10:00Z");
    private final FakeCounterStore counters = new FakeCounterStore();
    private final List<RateLimitRule> uncounted = new ArrayList<>();
    private final RateLimiter rateLimiter =
            new RateLimiter("eu", counters, () -> now, uncounted::add);

    @ParameterizedTest
    @EnumSource
    void letsAsManyThroughAsItSaysAndNoMore(RateLimitRule limit) {
        for (int i = 0; i < limit.most(); i++) {
            assertThatCode(() -> rateLimiter.spend(limit, WHO)).doesNotThrowAnyException();
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

        assertThatCode(() -> rateLimiter.spend(LIMIT, WHO)).doesNotThrowAnyException();
    }

    @Test
    void countsEachSubjectAndEachLimitForItself() {
        exhaust();

        assertThatCode(() -> rateLimiter.spend(LIMIT, "binh@example.com 192.0.2.7"))
                .doesNotThrowAnyException();
        assertThatCode(() -> rateLimiter.spend(RateLimitRule.SIGN_IN_NETWORK, WHO))
                .doesNotThrowAnyException();
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
        rateLimiter.spend(LIMIT, WHO);

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
            rateLimiter.spend(LIMIT, WHO);
        }

        assertThat(uncounted).hasSize(LIMIT.most() + 5).containsOnly(LIMIT);
    }

    @Test
    void takesBackWhatCameToNothing() {
        for (int i = 0; i < 3 * LIMIT.most(); i++) {
            rateLimiter.spend(LIMIT, WHO).giveBack();
        }
        exhaust();

        assertThat(refusal(LIMIT, WHO).type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    }

    @Test
    void takesBackFromTheWindowInWhichItCounted() {
        RateLimitCharge charge = rateLimiter.spend(RateLimitRule.SIGN_IN_NETWORK, WHO);
        now = now.plus(RateLimitRule.SIGN_IN_NETWORK.window());
        for (int i = 0; i < RateLimitRule.SIGN_IN_NETWORK.most(); i++) {
            rateLimiter.spend(RateLimitRule.SIGN_IN_NETWORK, WHO);
        }

        charge.giveBack();

        assertThat(refusal(RateLimitRule.SIGN_IN_NETWORK, WHO).type())
                .isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    }

    @Test
    void takesBackAllThatWasCountedForWhatFailed() {
        for (int i = 0; i < 3 * LIMIT.most(); i++) {
            RateLimitCharge charge =
                    rateLimiter
                            .spend(LIMIT, WHO)
                            .and(rateLimiter.spend(RateLimitRule.SIGN_IN_ACCOUNT, WHO));
            assertThatIllegalStateException()
                    .isThrownBy(
                            () ->
                                    charge.unlessItFails(
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
            RateLimitCharge charge = rateLimiter.spend(LIMIT, WHO);
            ProblemException wrong =
                    catchThrowableOfType(
                            ProblemException.class,
                            () ->
                                    charge.unlessItFails(
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
        rateLimiter.remember(WHO);
        now = now.plus(RateLimiter.KNOWN).minusSeconds(1);
        assertThat(rateLimiter.knows(WHO)).isTrue();
        assertThat(rateLimiter.knows("binh@example.com 192.0.2.7")).isFalse();
        assertThat(counters.marks().keySet())
                .allSatisfy(key -> assertThat(key).matches("known#[0-9a-f]{32}"));

        now = now.plusSeconds(1);
        assertThat(rateLimiter.knows(WHO)).isFalse();
    }

    @Test
    void knowsNobodyWhileTheMarksAreAway() {
        rateLimiter.remember(WHO);
        counters.throttle();

        assertThat(rateLimiter.knows(WHO)).isFalse();
    }

    private void exhaust() {
        for (int i = 0; i < LIMIT.most(); i++) {
            rateLimiter.spend(LIMIT, WHO);
        }
    }

    private Problem refusal(RateLimitRule limit, String subject) {
        return catchThrowableOfType(ProblemException.class, () -> rateLimiter.spend(limit, subject))
                .problem();
    }
}
