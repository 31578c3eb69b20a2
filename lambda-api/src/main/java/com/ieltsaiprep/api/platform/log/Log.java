package com.ieltsaiprep.api.platform.log;

import com.ieltsaiprep.common.Fault;
import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Structured log: writes each event as one line of JSON, from which CloudWatch also extracts
 * metrics (embedded metric format). No line may name a person, or quote a request. Safe for
 * concurrent use.
 */
public final class Log {
    private static final int CAUSES = 3;

    private final PrintStream out;
    private final InstantSource clock;
    private final Map<String, String> origin;

    /**
     * Metrics of a line, all of one namespace.
     *
     * @param dimensions names of fields with few values
     */
    record Metrics(List<String> dimensions, Map<Metric, Long> values) {
        /**
         * Copies the metrics; throws IllegalArgumentException if they are of several namespaces.
         */
        public Metrics {
            dimensions = List.copyOf(dimensions);
            values = Map.copyOf(values);
            if (values.keySet().stream().map(Metric::namespace).distinct().count() > 1) {
                throw new IllegalArgumentException("metrics of two namespaces: " + values.keySet());
            }
        }

        private String namespace() {
            return values.keySet().iterator().next().namespace();
        }
    }

    /**
     * Creates a structured log that writes lines of JSON to a stream.
     *
     * @param origin fields of every line, such as function and region
     */
    public Log(PrintStream out, InstantSource clock, Map<String, String> origin) {
        this.out = out;
        this.clock = clock;
        this.origin = new LinkedHashMap<>(origin);
    }

    /** Writes one line of JSON: the time, the name of the event, and its fields. */
    public void line(String event, Map<String, ?> fields) {
        line(event, fields, new Metrics[0]);
    }

    /** Writes an event with its fields and metrics. */
    void line(String event, Map<String, ?> fields, Metrics... metrics) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", now.toString());
        line.put("event", event);
        line.putAll(origin);
        line.putAll(fields);
        List<Metrics> counted =
                Stream.of(metrics).filter(some -> !some.values().isEmpty()).toList();
        if (!counted.isEmpty()) {
            counted.forEach(
                    some ->
                            some.values()
                                    .forEach((metric, value) -> line.put(metric.title(), value)));
            line.put(
                    "_aws",
                    Map.of(
                            "Timestamp",
                            now.toEpochMilli(),
                            "CloudWatchMetrics",
                            counted.stream().map(Log::directive).toList()));
        }
        out.println(Json.write(line));
    }

    /**
     * Writes an event with the class and stack of a failure; its message may hold personal data.
     */
    void fault(String event, Map<String, ?> fields, Throwable thrown, Metrics... metrics) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("fault", Fault.describe(thrown));
        @Nullable Throwable cause = thrown.getCause();
        for (int i = 1; cause != null && i <= CAUSES; i++) {
            all.put("cause_" + i, Fault.describe(cause));
            cause = cause.getCause();
        }
        line(event, all, metrics);
    }

    private static Map<String, Object> directive(Metrics metrics) {
        return Map.of(
                "Namespace",
                metrics.namespace(),
                "Dimensions",
                List.of(metrics.dimensions()),
                "Metrics",
                metrics.values().keySet().stream()
                        .sorted()
                        .map(metric -> Map.of("Name", metric.title(), "Unit", metric.unit()))
                        .toList());
    }
}
