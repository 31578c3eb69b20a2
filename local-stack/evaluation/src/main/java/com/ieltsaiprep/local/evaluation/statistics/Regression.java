package com.ieltsaiprep.local.evaluation.statistics;

import java.util.List;

/**
 * Linear regression by least squares on standardised predictors, with a slight ridge penalty, so
 * that constant and collinear predictors do no harm. A predictor that is NaN counts as its mean.
 */
public final class Regression {
    /** Penalty on the squared standardised coefficients, relative to the number of rows. */
    private static final double RIDGE = 1e-3;

    private final double[] means;
    private final double[] deviations;
    private final double[] coefficients;
    private final double intercept;

    private Regression(
            double[] means, double[] deviations, double[] coefficients, double intercept) {
        this.means = means;
        this.deviations = deviations;
        this.coefficients = coefficients;
        this.intercept = intercept;
    }

    /**
     * Fits a regression.
     *
     * @param rows predictors of each response, all of one length
     * @param outcomes band of each response
     * @throws IllegalArgumentException if there are no rows, or not as many as outcomes
     */
    public static Regression fit(List<double[]> rows, double[] outcomes) {
        if (rows.isEmpty() || rows.size() != outcomes.length) {
            throw new IllegalArgumentException(
                    rows.size() + " rows, but " + outcomes.length + " outcomes");
        }
        int width = rows.getFirst().length;
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int column = 0; column < width; column++) {
            int at = column;
            double[] values =
                    rows.stream()
                            .mapToDouble(row -> row[at])
                            .filter(x -> !Double.isNaN(x))
                            .toArray();
            means[column] = values.length == 0 ? 0 : Moments.mean(values);
            double deviation = Moments.standardDeviation(values);
            deviations[column] = deviation > 0 ? deviation : 1;
        }
        List<double[]> standardised =
                rows.stream().map(row -> standardise(row, means, deviations)).toList();
        double intercept = Moments.mean(outcomes);
        return new Regression(
                means, deviations, solve(standardised, outcomes, intercept), intercept);
    }

    /** Returns the predicted band of a response with these predictors. */
    public double predict(double[] row) {
        double[] standardised = standardise(row, means, deviations);
        double band = intercept;
        for (int i = 0; i < coefficients.length; i++) {
            band += coefficients[i] * standardised[i];
        }
        return band;
    }

    private static double[] standardise(double[] row, double[] means, double[] deviations) {
        double[] standardised = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            standardised[i] = Double.isNaN(row[i]) ? 0 : (row[i] - means[i]) / deviations[i];
        }
        return standardised;
    }

    /** Solves the normal equations by Gauss-Jordan elimination; the ridge makes them definite. */
    private static double[] solve(List<double[]> rows, double[] outcomes, double intercept) {
        int width = rows.getFirst().length;
        double[][] equations = new double[width][width + 1];
        for (int row = 0; row < rows.size(); row++) {
            double[] x = rows.get(row);
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    equations[i][j] += x[i] * x[j];
                }
                equations[i][width] += x[i] * (outcomes[row] - intercept);
            }
        }
        for (int i = 0; i < width; i++) {
            equations[i][i] += RIDGE * rows.size();
        }
        for (int pivot = 0; pivot < width; pivot++) {
            eliminate(equations, pivot);
        }
        double[] solution = new double[width];
        for (int i = 0; i < width; i++) {
            solution[i] = equations[i][width] / equations[i][i];
        }
        return solution;
    }

    private static void eliminate(double[][] equations, int pivot) {
        for (int i = 0; i < equations.length; i++) {
            if (i != pivot) {
                double factor = equations[i][pivot] / equations[pivot][pivot];
                for (int j = pivot; j < equations[i].length; j++) {
                    equations[i][j] -= factor * equations[pivot][j];
                }
            }
        }
    }
}
