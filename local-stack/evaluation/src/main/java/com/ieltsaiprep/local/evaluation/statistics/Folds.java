package com.ieltsaiprep.local.evaluation.statistics;

import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Folds of a k-fold cross-validation: each response is predicted by what was fitted without its
 * fold. Sizes of the folds differ by at most one; the same seed gives the same folds.
 */
public final class Folds {
    private final int[] foldOf;
    private final int count;

    /**
     * Creates random folds.
     *
     * @param n number of responses
     * @param count number of folds; at most n are used
     */
    public Folds(int n, int count, long seed) {
        this.count = Math.min(count, n);
        foldOf = IntStream.range(0, n).map(i -> i % Math.max(this.count, 1)).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = foldOf[i];
            foldOf[i] = foldOf[j];
            foldOf[j] = swapped;
        }
    }

    /**
     * Returns the out-of-fold prediction of each response.
     *
     * @param fit fits a predictor, from index to value, to the responses at the given indexes
     */
    public double[] predict(Function<int[], IntToDoubleFunction> fit) {
        double[] predictions = new double[foldOf.length];
        for (int fold = 0; fold < count; fold++) {
            int held = fold;
            IntToDoubleFunction predictor =
                    fit.apply(
                            IntStream.range(0, foldOf.length)
                                    .filter(i -> foldOf[i] != held)
                                    .toArray());
            for (int i = 0; i < foldOf.length; i++) {
                if (foldOf[i] == held) {
                    predictions[i] = predictor.applyAsDouble(i);
                }
            }
        }
        return predictions;
    }
}
