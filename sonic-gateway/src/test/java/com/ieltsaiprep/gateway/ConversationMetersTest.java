package com.ieltsaiprep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.ops.GatewayMetrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

class ConversationMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ConversationMeters meters =
            new ConversationMeters(new GatewayMetrics(registry), new UnknownEventLog());

    @Test
    void countsUnknownEventsInOneSeriesAndLogsEachNameOnce() {
        try (CapturedLog log = new CapturedLog()) {
            meters.onUnknownEvent("videoOutput");
            meters.onUnknownEvent("videoOutput");
            meters.onUnknownEvent("forged\nlevel=ERROR");

            assertThat(log.lines())
                    .containsExactly(
                            "event=unknown_sonic_event name=videoOutput",
                            "event=unknown_sonic_event name=forged_level_ERROR");
        }
        assertThat(registry.get(GatewayMetrics.UNKNOWN_EVENTS).counters())
                .singleElement()
                .satisfies(counter -> assertThat(counter.count()).isEqualTo(3));
    }

    @Test
    void logsAtMostTwentyNames() {
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 100; i++) {
                meters.onUnknownEvent("event" + i);
            }
            assertThat(log.lines()).hasSize(20);
        }
    }
}
