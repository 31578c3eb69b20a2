package com.ieltsaiprep.infra.testkit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.infra.Templates;
import com.ieltsaiprep.infra.gateway.UserData;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The script that makes metric data of two scrapes of the gateway's Prometheus text. */
class MetricsScriptTest {
    private static final String PREVIOUS =
            """
            # TYPE gateway_conversations gauge
            gateway_conversations 7.0
            gateway_reply_delay_seconds_count 10
            gateway_reply_delay_seconds_sum 5.0
            gateway_resumptions_total{result="taken_over"} 2.0
            gateway_streams_failed_total{cause="Reset",kind="transient"} 9.0
            """;

    private static final String CURRENT =
            """
            # TYPE gateway_conversations gauge
            gateway_conversations 12.0
            gateway_event_loop_lag_seconds_max 0.004
            gateway_reply_delay_seconds_count 14
            gateway_reply_delay_seconds_sum 9.0
            gateway_resumptions_total{result="reattached"} 1.0
            gateway_resumptions_total{result="taken_over"} 5.0
            gateway_resumptions_total{result="expired"} 1.0
            gateway_stream_openings_failed_total{cause="ThrottlingException",kind="capacity"} 3.0
            gateway_streams_failed_total{cause="Reset",kind="transient"} 1.0
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void publishesGaugesAndTheGrowthOfCounters() throws Exception {
        Map<String, Double> data = data(PREVIOUS, CURRENT);
        assertThat(data)
                .containsEntry("Conversations", 12.0)
                .containsEntry("EventLoopLag", 0.004)
                .containsEntry("Replies", 4.0)
                .containsEntry("FirstAudio", 1.0)
                .containsEntry("Resumptions", 4.0)
                .containsEntry("ResumptionsRefused", 1.0)
                .containsEntry("BedrockThrottles", 3.0);
    }

    @Test
    void countsFromZeroAfterARestart() throws Exception {
        // One stream that failed since the restart, and three refusals.
        assertThat(data(PREVIOUS, CURRENT)).containsEntry("StreamFailures", 4.0);
    }

    @Test
    void publishesNoDelayWithoutReplies() throws Exception {
        assertThat(data(CURRENT, CURRENT))
                .doesNotContainKey("FirstAudio")
                .containsEntry("Replies", 0.0);
    }

    private Map<String, Double> data(String previous, String current) throws Exception {
        Path script = folder.resolve("metrics.awk");
        Files.writeString(script, Templates.render(UserData.class, "metrics.awk", Map.of()));
        Files.writeString(folder.resolve("previous"), previous);
        Files.writeString(folder.resolve("current"), current);
        Process awk =
                new ProcessBuilder(
                                "awk",
                                "-v",
                                "group=nodes",
                                "-f",
                                "metrics.awk",
                                "previous",
                                "current")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        Map<String, Double> values = new TreeMap<>();
        for (JsonNode metric : json(awk)) {
            assertThat(metric.at("/Dimensions/0/Value").asText()).isEqualTo("nodes");
            values.put(metric.get("MetricName").asText(), metric.get("Value").asDouble());
        }
        return values;
    }

    private static JsonNode json(Process awk) throws IOException, InterruptedException {
        String output = new String(awk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(awk.waitFor()).as(output).isZero();
        return new ObjectMapper().readTree(output);
    }
}
