package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.Criterion;
import com.ieltsaiprep.local.evaluation.statistics.Moments;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Metrics of stability: how bands differ from run to run, and opinions within one marking. */
final class StabilityMetrics {
    private StabilityMetrics() {}

    /**
     * Returns how the bands of the same response differ between runs.
     *
     * @param runs the markings of each run, with the items in one order
     */
    static Map<String, @Nullable Object> betweenRuns(List<List<ItemMarking>> runs) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("runs", runs.size());
        if (runs.size() < 2) {
            return json;
        }
        List<double[]> overall = new ArrayList<>();
        List<double[]> criteria = new ArrayList<>();
        for (int i = 0; i < runs.getFirst().size(); i++) {
            int item = i;
            List<ItemMarking> same = runs.stream().map(run -> run.get(item)).toList();
            add(overall, same.stream().map(ItemMarking::band).toList());
            for (Criterion criterion : same.getFirst().item().task().criteria()) {
                add(criteria, same.stream().map(it -> it.band(criterion)).toList());
            }
        }
        json.put("identical", Metrics.number(shareWithin(overall, 0)));
        json.put(
                "mean_sd",
                Metrics.number(
                        overall.stream()
                                .mapToDouble(Moments::standardDeviation)
                                .average()
                                .orElse(Double.NaN)));
        json.put(
                "max_range",
                Metrics.number(
                        overall.stream()
                                .mapToDouble(StabilityMetrics::range)
                                .max()
                                .orElse(Double.NaN)));
        json.put("criteria_within_one", Metrics.number(shareWithin(criteria, 1)));
        return json;
    }

    private static void add(List<double[]> bands, List<OptionalDouble> ofRuns) {
        if (ofRuns.stream().allMatch(OptionalDouble::isPresent)) {
            bands.add(ofRuns.stream().mapToDouble(OptionalDouble::orElseThrow).toArray());
        }
    }

    private static double range(double[] bands) {
        double low = bands[0];
        double high = bands[0];
        for (double band : bands) {
            low = Math.min(low, band);
            high = Math.max(high, band);
        }
        return high - low;
    }

    private static double shareWithin(List<double[]> bands, double range) {
        return bands.stream()
                .mapToDouble(it -> range(it) <= range ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Returns the error of the criteria's bands by the spread of the opinions, and how often the
     * markers' mean lies within the reported range.
     */
    static Map<String, @Nullable Object> betweenOpinions(List<ItemMarking> markings) {
        List<Double> spreads = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        Map<Double, List<Double>> errorsBySpread = new TreeMap<>();
        int within = 0;
        for (ItemMarking marking : markings) {
            for (Map.Entry<Criterion, MachineBand> entry : marking.criteria().entrySet()) {
                OptionalDouble human = marking.item().reference(entry.getKey());
                if (human.isPresent()) {
                    MachineBand mark = entry.getValue();
                    double error = Math.abs(mark.band() - human.getAsDouble());
                    spreads.add(mark.spread());
                    errors.add(error);
                    errorsBySpread
                            .computeIfAbsent(mark.spread(), _ -> new ArrayList<>())
                            .add(error);
                    within +=
                            mark.low() <= human.getAsDouble() && human.getAsDouble() <= mark.high()
                                    ? 1
                                    : 0;
                }
            }
        }
        Map<String, @Nullable Object> bySpread = new LinkedHashMap<>();
        errorsBySpread.forEach(
                (spread, list) -> {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    row.put("n", list.size());
                    row.put("mae", Metrics.number(Moments.mean(toArray(list))));
                    bySpread.put(spread.toString(), row);
                });
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("by_spread", bySpread);
        json.put(
                "correlation",
                Metrics.number(Moments.correlation(toArray(spreads), toArray(errors))));
        json.put("human_within_range", Metrics.number(within / (double) errors.size()));
        return json;
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
