package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionWatchdogTest {
    private static final long MS = 1_000;

    private final ConnectionWatchdog watchdog = new ConnectionWatchdog();

    @BeforeEach
    void receives() {
        watchdog.onReceived(0);
    }

    @Test
    void declaresAConnectionDeadWhenAFrameIsNotAcknowledged() {
        watchdog.onSent(1_000 * MS);
        watchdog.onSent(3_000 * MS);

        assertThat(watchdog.isDead(3_499 * MS)).isFalse();
        assertThat(watchdog.isDead(3_500 * MS)).isTrue();
    }

    @Test
    void takesAnyDataForAnAcknowledgement() {
        watchdog.onSent(1_000 * MS);
        watchdog.onReceived(3_000 * MS);

        assertThat(watchdog.isDead(8_999 * MS)).isFalse();
    }

    @Test
    void declaresAConnectionDeadAfterSixSecondsOfSilence() {
        assertThat(watchdog.isDead(5_999 * MS)).isFalse();
        assertThat(watchdog.isDead(6_000 * MS)).isTrue();
    }

    @Test
    void doesNotBlameAStallOfTheClientOnTheConnection() {
        watchdog.onSent(0);
        watchdog.onStalled(5_000 * MS);

        assertThat(watchdog.isDead(7_499 * MS)).isFalse();
        assertThat(watchdog.isDead(7_500 * MS)).isTrue();
    }
}
