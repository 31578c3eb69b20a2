package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.client.ReconnectPolicy.Action;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class ReconnectPolicyTest {
    private static final long MS = 1_000;
    private static final long TICK_US = 20 * MS;

    private final ReconnectPolicy policy = new ReconnectPolicy(new Random(3));
    private long nowUs = 7_000_000;

    @Test
    void retriesAtOnceAndThenWithBackoffUpToFourSeconds() {
        policy.onOpened(nowUs);
        policy.onResumed();
        policy.onLost(nowUs);

        List<Long> waitsUs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long lostUs = nowUs;
            while (policy.nextAction(nowUs, false) != Action.CONNECT) {
                nowUs += TICK_US;
            }
            waitsUs.add(nowUs - lostUs);
            policy.onLost(nowUs);
        }

        assertThat(waitsUs.getFirst()).isZero();
        assertThat(waitsUs.get(1)).isLessThanOrEqualTo(250 * MS + TICK_US);
        assertThat(waitsUs.get(2)).isLessThanOrEqualTo(500 * MS + TICK_US);
        assertThat(waitsUs).allMatch(wait -> wait <= 4_000 * MS + TICK_US);
        assertThat(waitsUs).anyMatch(wait -> wait > 2_000 * MS);
        assertThat(waitsUs.subList(10, 40).stream().distinct().count()).isGreaterThan(20);
        assertThat(policy.attempts()).isEqualTo(40);
    }

    @Test
    void countsAttemptsAnewOnceTheConversationWasResumed() {
        policy.onOpened(nowUs);
        policy.onResumed();
        policy.onLost(nowUs);
        policy.nextAction(nowUs, false);
        policy.onOpened(nowUs);
        policy.onLost(nowUs);
        assertThat(policy.attempts()).isEqualTo(1);

        nowUs += 300 * MS;
        policy.nextAction(nowUs, false);
        policy.onOpened(nowUs);
        policy.onResumed();
        policy.onLost(nowUs);

        assertThat(policy.attempts()).isZero();
        assertThat(policy.nextAction(nowUs, false)).isEqualTo(Action.CONNECT);
    }

    @Test
    void dropsTheConnectionAfterTwoAndAHalfSecondsOfSilenceWhileSending() {
        policy.onOpened(nowUs);

        assertThat(untilDropped(true)).isBetween(2_500 * MS, 2_500 * MS + 2 * TICK_US);
    }

    @Test
    void dropsTheConnectionAfterSixSecondsOfSilenceWhileNotSending() {
        policy.onOpened(nowUs);

        assertThat(untilDropped(false)).isBetween(6_000 * MS, 6_000 * MS + 2 * TICK_US);
    }

    @Test
    void doesNotDropTheConnectionForItsOwnPause() {
        policy.onOpened(nowUs);
        assertThat(policy.nextAction(nowUs, true)).isEqualTo(Action.NOTHING);

        nowUs += 5_000 * MS;
        assertThat(policy.nextAction(nowUs, true)).isEqualTo(Action.NOTHING);

        assertThat(untilDropped(true)).isBetween(2_500 * MS, 2_500 * MS + 2 * TICK_US);
    }

    private long untilDropped(boolean sending) {
        long fromUs = nowUs;
        while (policy.nextAction(nowUs, sending) == Action.NOTHING) {
            nowUs += TICK_US;
        }
        return nowUs - fromUs;
    }
}
