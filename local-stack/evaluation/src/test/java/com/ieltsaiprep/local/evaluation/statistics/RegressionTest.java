package com.ieltsaiprep.local.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class RegressionTest {
    @Test
    void findsALine() {
        Regression line =
                Regression.fit(
                        List.of(row(100), row(200), row(300), row(400)), new double[] {4, 5, 6, 7});

        assertThat(line.predict(row(250))).isCloseTo(5.5, within(1e-9));
        assertThat(line.predict(row(400))).isCloseTo(7, within(0.01));
    }

    @Test
    void takesConstantCollinearAndMissingPredictors() {
        Regression plane =
                Regression.fit(
                        List.of(
                                row(1, 2, 7, 0),
                                row(2, 4, 7, 1),
                                row(3, 6, 7, 0),
                                row(4, 8, Double.NaN, 1)),
                        new double[] {4, 5, 5, 6});

        assertThat(plane.predict(row(1, 2, 7, 0))).isCloseTo(4, within(0.05));
        assertThat(plane.predict(row(4, 8, 7, 1))).isCloseTo(6, within(0.05));
        assertThat(plane.predict(row(Double.NaN, Double.NaN, Double.NaN, Double.NaN)))
                .isCloseTo(5, within(1e-9));
    }

    @Test
    void needsRows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Regression.fit(List.of(), new double[0]));
    }

    @Test
    void eachResponseIsPredictedByWhatDidNotSeeIt() {
        List<Integer> sizes = new ArrayList<>();
        Folds folds = new Folds(23, 5, 1);

        double[] seen =
                folds.predict(
                        training -> {
                            Set<Integer> known =
                                    new HashSet<>(IntStream.of(training).boxed().toList());
                            sizes.add(training.length);
                            return i -> known.contains(i) ? 1 : 0;
                        });

        assertThat(seen).hasSize(23).containsOnly(0);
        assertThat(sizes).containsExactlyInAnyOrder(18, 18, 18, 19, 19);
    }

    @Test
    void thereAreNoMoreFoldsThanResponses() {
        assertThat(new Folds(3, 5, 1).predict(training -> _ -> training.length))
                .containsExactly(2, 2, 2);
        assertThat(new Folds(0, 5, 1).predict(_ -> _ -> 1)).isEmpty();
    }

    private static double[] row(double... predictors) {
        return predictors;
    }
}
