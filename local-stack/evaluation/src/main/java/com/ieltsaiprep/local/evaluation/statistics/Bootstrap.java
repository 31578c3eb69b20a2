package com.ieltsaiprep.local.evaluation.statistics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap: 95 % intervals from resampling the responses with replacement. The same
 * seed gives the same intervals.
 *
 * @param seed seed of the random draws
 * @param draws number of resamples
 */
public record Bootstrap(long seed, int draws) {
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    /** Returns every agreement measure with its interval, from one set of draws. */
    public Agreement agreement(PairedMarks marks) {
        int[] indexes = new int[marks.size()];
        int samples = marks.size() == 0 ? 0 : draws;
        Map<AgreementMeasure, double[]> values = new EnumMap<>(AgreementMeasure.class);
        for (AgreementMeasure measure : AgreementMeasure.values()) {
            values.put(measure, new double[samples]);
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int draw = 0; draw < samples; draw++) {
            Arrays.setAll(indexes, _ -> random.nextInt(indexes.length));
            PairedMarks sample = marks.select(indexes);
            for (Map.Entry<AgreementMeasure, double[]> entry : values.entrySet()) {
                entry.getValue()[draw] = entry.getKey().of(sample);
            }
        }
        Map<AgreementMeasure, Estimate> estimates = new EnumMap<>(AgreementMeasure.class);
        values.forEach(
                (measure, drawn) -> {
                    Arrays.sort(drawn);
                    estimates.put(
                            measure,
                            new Estimate(
                                    measure.of(marks),
                                    percentile(drawn, LOW),
                                    percentile(drawn, HIGH)));
                });
        return new Agreement(marks.size(), estimates);
    }

    /** Returns a percentile by nearest rank, of the draws for which the measure is defined. */
    private static double percentile(double[] sorted, double share) {
        int defined = (int) Arrays.stream(sorted).takeWhile(x -> !Double.isNaN(x)).count();
        return defined == 0
                ? Double.NaN
                : sorted[Math.max((int) Math.ceil(share * defined) - 1, 0)];
    }
}
