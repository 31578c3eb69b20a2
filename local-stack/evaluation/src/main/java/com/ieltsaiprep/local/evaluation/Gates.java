package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Gates: thresholds that metrics of each model have to hold, such as {@code {"overall.qwk.low":
 * {"min": 0.75}}}. A metric that is missing holds none.
 */
final class Gates {
    private static final Json JSON = new Json(8, 1_000);

    /** Threshold of a metric; the bounds are inclusive. */
    private record Gate(String path, OptionalDouble min, OptionalDouble max) {
        boolean holds(OptionalDouble value) {
            return value.isPresent()
                    && value.getAsDouble() >= min.orElse(Double.NEGATIVE_INFINITY)
                    && value.getAsDouble() <= max.orElse(Double.POSITIVE_INFINITY);
        }
    }

    private final List<Gate> gates = new ArrayList<>();

    /**
     * Reads gates from a JSON file.
     *
     * @throws EvaluationException if it is not an object of objects with min, max or both
     */
    static Gates read(Path file) {
        Gates gates = new Gates();
        try {
            Json.members(JSON.read(Files.readAllBytes(file))).forEach(gates::add);
        } catch (IOException e) {
            throw new EvaluationException(file + " is not JSON", e);
        }
        if (gates.gates.isEmpty()) {
            throw new EvaluationException(file + " has no gates");
        }
        return gates;
    }

    private void add(String path, @Nullable Object value) {
        OptionalDouble min = Metrics.numberAt(value, "min");
        OptionalDouble max = Metrics.numberAt(value, "max");
        if (min.isEmpty() && max.isEmpty()) {
            throw new EvaluationException("gate " + path + " has neither min nor max");
        }
        gates.add(new Gate(path, min, max));
    }

    /** Returns a row for each gate: its path, the value, the bounds, and whether it holds. */
    List<Map<String, @Nullable Object>> check(Map<String, @Nullable Object> metrics) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Gate gate : gates) {
            OptionalDouble value = Metrics.numberAt(metrics, gate.path());
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("metric", gate.path());
            row.put("value", value.isPresent() ? value.getAsDouble() : null);
            row.put("bounds", bounds(gate));
            row.put("holds", gate.holds(value));
            rows.add(row);
        }
        return rows;
    }

    private static String bounds(Gate gate) {
        List<String> bounds = new ArrayList<>();
        gate.min().ifPresent(min -> bounds.add("≥ " + text(min)));
        gate.max().ifPresent(max -> bounds.add("≤ " + text(max)));
        return String.join(", ", bounds);
    }

    private static String text(double bound) {
        return bound == Math.rint(bound)
                ? String.valueOf(Math.round(bound))
                : String.valueOf(bound);
    }
}
