package com.ieltsaiprep.local.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.candidate.ReconnectPolicy.Action;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class ReconnectPolicyTest {
    private static final long MS = 1_000;
    private static final long TICK_US = 20 * MS;

    private final ReconnectPolicy reconnects = new ReconnectPolicy(new Random(3));
    private long nowUs = 7_000_000;

    @Test
    void retriesAtOnceAndThenWithBackoffUpToFourSeconds() {
        reconnects.onOpened(nowUs);
        reconnects.onResumed();
        reconnects.onLost(nowUs);

        List<Long> waitsUs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long lostUs = nowUs;
            while (reconnects.nextAction(nowUs, false) != Action.CONNECT) {
                nowUs += TICK_US;
            }
            waitsUs.add(nowUs - lostUs);
            reconnects.onLost(nowUs);
        }

        assertThat(waitsUs.getFirst()).isZero();
        assertThat(waitsUs.get(1)).isLessThanOrEqualTo(250 * MS + TICK_US);
        assertThat(waitsUs.get(2)).isLessThanOrEqualTo(500 * MS + TICK_US);
        assertThat(waitsUs).allMatch(wait -> wait <= 4_000 * MS + TICK_US);
        assertThat(waitsUs).anyMatch(wait -> wait > 2_000 * MS);
        assertThat(waitsUs.subList(10, 40).stream().distinct().count()).isGreaterThan(20);
        assertThat(reconnects.attempts()).isEqualTo(40);
    }

    @Test
    void countsAttemptsAnewOnceTheConversationWasResumed() {
        reconnects.onOpened(nowUs);
        reconnects.onResumed();
        reconnects.onLost(nowUs);
        reconnects.nextAction(nowUs, false);
        reconnects.onOpened(nowUs);
        reconnects.onLost(nowUs);
        assertThat(reconnects.attempts()).isEqualTo(1);

        nowUs += 300 * MS;
        reconnects.nextAction(nowUs, false);
        reconnects.onOpened(nowUs);
        reconnects.onResumed();
        reconnects.onLost(nowUs);

        assertThat(reconnects.attempts()).isZero();
        assertThat(reconnects.nextAction(nowUs, false)).isEqualTo(Action.CONNECT);
    }

    @Test
    void dropsTheConnectionAfterTwoAndAHalfSecondsOfSilenceWhileSending() {
        reconnects.onOpened(nowUs);

        assertThat(untilDropped(true)).isBetween(2_500 * MS, 2_500 * MS + 2 * TICK_US);
    }

    @Test
    void dropsTheConnectionAfterSixSecondsOfSilenceWhileNotSending() {
        reconnects.onOpened(nowUs);

        assertThat(untilDropped(false)).isBetween(6_000 * MS, 6_000 * MS + 2 * TICK_US);
    }

    @Test
    void doesNotDropTheConnectionForItsOwnPause() {
        reconnects.onOpened(nowUs);
        assertThat(reconnects.nextAction(nowUs, true)).isEqualTo(Action.NOTHING);

        nowUs += 5_000 * MS;
        assertThat(reconnects.nextAction(nowUs, true)).isEqualTo(Action.NOTHING);

        assertThat(untilDropped(true)).isBetween(2_500 * MS, 2_500 * MS + 2 * TICK_US);
    }

    private long untilDropped(boolean sending) {
        long fromUs = nowUs;
        while (reconnects.nextAction(nowUs, sending) == Action.NOTHING) {
            nowUs += TICK_US;
        }
        return nowUs - fromUs;
    }
}
