package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.local.evaluation.statistics.Agreement;
import com.ieltsaiprep.local.evaluation.statistics.AgreementMeasure;
import com.ieltsaiprep.local.evaluation.statistics.Estimate;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Metrics of an evaluation as a tree of JSON objects, which are found by dotted paths. */
final class Metrics {
    private static final double DECIMALS = 1e4;

    private Metrics() {}

    /** Returns a number rounded to four decimals; null, which JSON leaves out, if it is NaN. */
    static @Nullable Double number(double value) {
        if (Double.isNaN(value)) {
            return null;
        }
        // Without the negative zero, which a sum may be or not.
        return Math.round(value * DECIMALS) / DECIMALS + 0.0;
    }

    static Map<String, @Nullable Object> of(Estimate estimate) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("value", number(estimate.value()));
        json.put("low", number(estimate.low()));
        json.put("high", number(estimate.high()));
        return json;
    }

    static Map<String, @Nullable Object> of(Agreement agreement) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("n", agreement.n());
        for (AgreementMeasure measure : AgreementMeasure.values()) {
            json.put(measure.id(), of(agreement.estimate(measure)));
        }
        return json;
    }

    /** Returns a value by its path, such as {@code overall.qwk.low}; null if there is none. */
    static @Nullable Object at(@Nullable Object metrics, String path) {
        Object value = metrics;
        for (String name : path.split("\\.", -1)) {
            value = Json.members(value).get(name);
        }
        return value;
    }

    /** Returns a number by its path; empty if there is none. */
    static OptionalDouble numberAt(@Nullable Object metrics, String path) {
        return at(metrics, path) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** Returns a percentile by nearest rank; NaN of no values. */
    static double percentile(double[] values, int percent) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(Math.ceilDiv(sorted.length * percent, 100) - 1, 0)];
    }
}
