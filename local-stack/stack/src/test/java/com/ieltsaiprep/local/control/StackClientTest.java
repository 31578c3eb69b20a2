package com.ieltsaiprep.local.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.client.ConversationTicket;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

class StackClientTest {
    private static final String METRICS =
            """
            # HELP gateway_held_bytes_max held
            # TYPE gateway_held_bytes_max gauge
            gateway_held_bytes_max{loop="0"} 1024.0
            gateway_held_bytes_max{loop="1"} 1.5E6
            gateway_held_bytes_max_other 9.9E9
            gateway_conversations 3.0 1700000000
            """;

    @Test
    void findsTheLargestValueOfAMetric() {
        assertThat(StackClient.largest("gateway_held_bytes_max", METRICS.lines()))
                .hasValue(1_500_000);
        assertThat(StackClient.largest("gateway_conversations", METRICS.lines())).hasValue(3);
        assertThat(StackClient.largest("gateway_held", METRICS.lines())).isEmpty();
    }

    @Test
    void doesNotPrintTheTicket() {
        ConversationTicket ticket =
                new ConversationTicket("s1", "secret", URI.create("ws://g/nova-sonic"));

        assertThat(ticket.toString()).doesNotContain("secret");
    }

    @Test
    void countsByALabel() {
        Stream<String> lines =
                Stream.of(
                        "# TYPE changes_total counter",
                        "changes_total{change=\"forced\",loop=\"0\"} 2.0",
                        "changes_total{change=\"forced\",loop=\"1\"} 1.0",
                        "changes_total{change=\"in_silence\"} 4.0",
                        "other_total{change=\"forced\"} 9.0");

        assertThat(StackClient.counts("changes_total", "change", lines))
                .isEqualTo(Map.of("forced", 3L, "in_silence", 4L));
    }
}
