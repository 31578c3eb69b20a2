package com.ieltsaiprep.api.platform.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class LogTest {
    private static final Pattern TITLE = Pattern.compile("`(\\w+)`");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Log log =
            new Log(
                    new PrintStream(printed, true, StandardCharsets.UTF_8),
                    () -> Instant.ofEpochMilli(1_795_000_000_123L),
                    Map.of("function", "auth"));

    @Test
    void writesOneObjectPerLine() throws IOException {
        log.line("something", Map.of("detail", "two\nlines \" é"));

        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(line().at("/time").textValue()).isEqualTo("2026-11-18T11:06:40.123Z");
        assertThat(line().at("/event").textValue()).isEqualTo("something");
        assertThat(line().at("/function").textValue()).isEqualTo("auth");
        assertThat(line().at("/detail").textValue()).isEqualTo("two\nlines \" é");
        assertThat(line().has("_aws")).isFalse();
    }

    @Test
    void writesMetricsInEmbeddedMetricFormat() throws IOException {
        log.line(
                "request",
                Map.of("route", "GET /me"),
                new Log.Metrics(
                        List.of("function", "route"),
                        Map.of(Metric.LATENCY, 12L, Metric.SUCCESSES, 1L)),
                new Log.Metrics(List.of("function"), Map.of(Metric.COLD_STARTS, 1L)),
                new Log.Metrics(List.of("function"), Map.of()));

        assertThat(line().at("/_aws"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"Timestamp": 1795000000123, "CloudWatchMetrics": [
                                          {"Namespace": "IELTSGenAIPrep",
                                           "Dimensions": [["function", "route"]],
                                           "Metrics": [{"Name": "Latency", "Unit": "Milliseconds"},
                                                       {"Name": "Status2xx", "Unit": "Count"}]},
                                          {"Namespace": "IELTSGenAIPrep",
                                           "Dimensions": [["function"]],
                                           "Metrics": [{"Name": "ColdStarts", "Unit": "Count"}]}]}
                                        """));
        assertThat(line().at("/Latency").intValue()).isEqualTo(12);
        assertThat(line().at("/Status2xx").intValue()).isEqualTo(1);
        assertThat(line().at("/ColdStarts").intValue()).isEqualTo(1);
        assertThat(line().at("/function").isTextual()).isTrue();
        assertThat(line().at("/route").isTextual()).isTrue();
    }

    @Test
    void separatesMetricsByApp() throws IOException {
        log.line(
                "client_event",
                Map.of("type", "first_word"),
                new Log.Metrics(List.of("type"), Map.of(Metric.CLIENT_EVENTS, 1L)));

        assertThat(line().at("/_aws/CloudWatchMetrics/0/Namespace").textValue())
                .isEqualTo("IELTSGenAIPrep/Apps");
        assertThatThrownBy(
                        () ->
                                new Log.Metrics(
                                        List.of(),
                                        Map.of(Metric.LATENCY, 1L, Metric.CLIENT_DELAY, 1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void documentsEveryMetricInOperationsHandbook() throws IOException {
        String handbook = Files.readString(Path.of("../docs/operations/api.md"));
        String table = handbook.replaceFirst("(?s).*\n\\| metric \\|(.*?)\n\n.*", "$1");

        assertThat(
                        table.lines()
                                .map(line -> line.split("\\|", -1))
                                .filter(cells -> cells.length > 2)
                                .flatMap(cells -> TITLE.matcher(cells[1]).results())
                                .map(title -> title.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Metric.values()).map(Metric::title).toList());
    }

    private JsonNode line() throws IOException {
        return new ObjectMapper().readTree(printed.toString(StandardCharsets.UTF_8));
    }
}
