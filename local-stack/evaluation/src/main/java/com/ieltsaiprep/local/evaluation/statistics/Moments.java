package com.ieltsaiprep.local.evaluation.statistics;

import java.util.Arrays;

/** Moments of a sample: mean, standard deviation and correlation; NaN where they are undefined. */
public final class Moments {
    private Moments() {}

    /** Returns the arithmetic mean; NaN of no values. */
    public static double mean(double... values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** Returns the sample standard deviation (n - 1); NaN of fewer than two values. */
    public static double standardDeviation(double... values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    /** Returns Pearson's correlation; NaN if either variable is constant. */
    public static double correlation(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }
}
