package com.ieltsaiprep.local.evaluation.statistics;

import java.util.Map;
import java.util.Objects;

/**
 * Agreement of the machine with human markers: every measure with its 95 % interval.
 *
 * @param n number of responses
 * @param estimates an estimate of each measure
 */
public record Agreement(int n, Map<AgreementMeasure, Estimate> estimates) {
    /** Creates an agreement of copied estimates. */
    public Agreement {
        estimates = Map.copyOf(estimates);
    }

    /** Returns the estimate of a measure. */
    public Estimate estimate(AgreementMeasure measure) {
        return Objects.requireNonNull(estimates.get(measure));
    }

    /** Returns the value of a measure; NaN if it is undefined. */
    public double value(AgreementMeasure measure) {
        return estimate(measure).value();
    }
}
