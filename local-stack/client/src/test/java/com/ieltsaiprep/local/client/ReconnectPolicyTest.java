package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.client.ReconnectPolicy.Action;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class ReconnectPolicyTest {
    private static final long MS = 1_000;
    private static final long TICK_US = 20 * MS;

    private long nowUs = 7_000_000;
    private final ReconnectPolicy policy = new ReconnectPolicy(new Random(3), nowUs);

    @BeforeEach
    void losesItsFirstConnection() {
        policy.onOpened();
        policy.onResumed();
        policy.onLost(nowUs);
    }

    @Test
    void retriesAtOnceAndThenWithBackoffUpToFourSeconds() {
        List<Long> waitsUs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long lostUs = nowUs;
            while (policy.nextAction(nowUs) != Action.CONNECT) {
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
        policy.nextAction(nowUs);
        policy.onOpened();
        policy.onLost(nowUs);
        assertThat(policy.attempts()).isEqualTo(1);

        nowUs += 300 * MS;
        policy.nextAction(nowUs);
        policy.onOpened();
        policy.onResumed();
        policy.onLost(nowUs);

        assertThat(policy.attempts()).isZero();
        assertThat(policy.nextAction(nowUs)).isEqualTo(Action.CONNECT);
    }

    @Test
    void dropsAnAttemptAfterTwoSecondsOfItsOwnTime() {
        policy.nextAction(nowUs);
        policy.onStalled(5_000 * MS);

        assertThat(policy.nextAction(nowUs + 7_000 * MS)).isEqualTo(Action.NOTHING);
        assertThat(policy.nextAction(nowUs + 7_001 * MS)).isEqualTo(Action.DROP);
    }
}
