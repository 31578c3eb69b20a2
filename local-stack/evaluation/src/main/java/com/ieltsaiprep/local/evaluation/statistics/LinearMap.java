package com.ieltsaiprep.local.evaluation.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * Linear calibration map: slope * machine band + intercept.
 *
 * @param intercept bands
 */
public record LinearMap(double slope, double intercept) implements DoubleUnaryOperator {
    /** Identity: leaves each band as it is. */
    public static final LinearMap IDENTITY = new LinearMap(1, 0);

    /** Fits an offset: the machine's bias, subtracted. Identity if there are no marks. */
    public static LinearMap offset(PairedMarks marks) {
        return marks.size() == 0 ? IDENTITY : new LinearMap(1, -AgreementMeasure.BIAS.of(marks));
    }

    /**
     * Fits a mean and standard deviation equating, after which the machine's bands have the mean
     * and the spread of the human bands. Only an offset if either side is constant.
     */
    public static LinearMap equating(PairedMarks marks) {
        double machine = Moments.standardDeviation(marks.machine());
        double human = Moments.standardDeviation(marks.human());
        if (!(machine > 0) || !(human > 0)) {
            return offset(marks);
        }
        double slope = human / machine;
        return new LinearMap(
                slope, Moments.mean(marks.human()) - slope * Moments.mean(marks.machine()));
    }

    @Override
    public double applyAsDouble(double band) {
        return slope * band + intercept;
    }
}
