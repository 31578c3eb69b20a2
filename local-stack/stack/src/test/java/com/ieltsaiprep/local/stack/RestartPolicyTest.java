package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class RestartPolicyTest {
    private static final long SECOND = 1_000_000_000;

    private final RestartPolicy policy = RestartPolicy.standard(0);

    @Test
    void aProgramThatRanForAWhileIsStartedAgainAtOnce() {
        assertThat(policy.afterDeath(5 * SECOND)).contains(Duration.ZERO);
        assertThat(policy.afterDeath(7 * SECOND)).contains(Duration.ZERO);
    }

    @Test
    void startsAreASecondApart() {
        assertThat(policy.afterDeath(SECOND / 4)).contains(Duration.ofMillis(750));
        assertThat(policy.afterDeath(SECOND)).contains(Duration.ofSeconds(1));
    }

    @Test
    void afterTenRestartsWithinAMinuteAProgramThatDiesStaysDead() {
        for (int i = 1; i <= 10; i++) {
            assertThat(policy.afterDeath(i * 5L * SECOND)).isPresent();
        }
        assertThat(policy.afterDeath(55 * SECOND)).isEmpty();
    }

    @Test
    void restartsOfMoreThanAMinuteAgoAreForgiven() {
        for (int i = 1; i <= 100; i++) {
            assertThat(policy.afterDeath(i * 7L * SECOND)).isPresent();
        }
    }
}
