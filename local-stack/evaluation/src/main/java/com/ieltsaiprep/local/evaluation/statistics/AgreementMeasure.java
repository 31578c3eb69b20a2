package com.ieltsaiprep.local.evaluation.statistics;

import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * Agreement measure between machine and human bands. Kappa and exact agreement are computed on half
 * bands, to which both sides are rounded; all others on the bands as they are, because the mean of
 * two markers may be a quarter band.
 */
public enum AgreementMeasure {
    /** Quadratic weighted kappa; NaN if both sides are one and the same constant. */
    QWK {
        @Override
        public double of(PairedMarks marks) {
            return quadraticWeightedKappa(marks);
        }
    },
    /** Pearson's correlation; NaN if either side is constant. */
    PEARSON {
        @Override
        public double of(PairedMarks marks) {
            return Moments.correlation(marks.machine(), marks.human());
        }
    },
    /** Mean absolute error, bands. */
    MAE {
        @Override
        public double of(PairedMarks marks) {
            return mean(marks, (machine, human) -> Math.abs(machine - human));
        }
    },
    /** Root of the mean squared error, bands. */
    RMSE {
        @Override
        public double of(PairedMarks marks) {
            return Math.sqrt(mean(marks, AgreementMeasure::square));
        }
    },
    /** Mean of machine minus human, bands: positive if the machine is lenient. */
    BIAS {
        @Override
        public double of(PairedMarks marks) {
            return mean(marks, (machine, human) -> machine - human);
        }
    },
    /** Share of responses with the same half band. */
    EXACT {
        @Override
        public double of(PairedMarks marks) {
            return mean(
                    marks,
                    (machine, human) -> HalfBands.round(machine) == HalfBands.round(human) ? 1 : 0);
        }
    },
    /** Share of responses within half a band. */
    WITHIN_HALF {
        @Override
        public double of(PairedMarks marks) {
            return within(marks, 0.5);
        }
    },
    /** Share of responses within one band. */
    WITHIN_ONE {
        @Override
        public double of(PairedMarks marks) {
            return within(marks, 1);
        }
    },
    /** Standard deviation of the machine's bands. */
    SD_MACHINE {
        @Override
        public double of(PairedMarks marks) {
            return Moments.standardDeviation(marks.machine());
        }
    },
    /** Standard deviation of the human bands. */
    SD_HUMAN {
        @Override
        public double of(PairedMarks marks) {
            return Moments.standardDeviation(marks.human());
        }
    },
    /** Standard deviation of the machine's bands over that of the human bands. */
    SPREAD_RATIO {
        @Override
        public double of(PairedMarks marks) {
            double human = SD_HUMAN.of(marks);
            return human == 0 ? Double.NaN : SD_MACHINE.of(marks) / human;
        }
    };

    /** Allowance for rounding errors of means that are not binary fractions. */
    private static final double EPSILON = 1e-9;

    /** Returns the measure's value; NaN if it is undefined for these marks or there are none. */
    public abstract double of(PairedMarks marks);

    /** Returns the measure's id in JSON, such as {@code within_half}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Computes kappa from moments: with quadratic weights, the expected disagreement of the
     * marginals is the mean squared difference over all n * n combinations of marks.
     */
    private static double quadraticWeightedKappa(PairedMarks marks) {
        PairedMarks rounded = marks.mapMachine(HalfBands::round);
        double n = marks.size();
        double observed = 0;
        double sumMachine = 0;
        double sumHuman = 0;
        double squares = 0;
        for (int i = 0; i < marks.size(); i++) {
            double machine = rounded.machine()[i];
            double human = HalfBands.round(rounded.human()[i]);
            observed += square(machine, human);
            sumMachine += machine;
            sumHuman += human;
            squares += machine * machine + human * human;
        }
        double expected = squares - 2 * sumMachine * sumHuman / n;
        return expected > EPSILON ? 1 - observed / expected : Double.NaN;
    }

    private static double within(PairedMarks marks, double bands) {
        return mean(
                marks, (machine, human) -> Math.abs(machine - human) <= bands + EPSILON ? 1 : 0);
    }

    private static double mean(PairedMarks marks, DoubleBinaryOperator of) {
        double sum = 0;
        for (int i = 0; i < marks.size(); i++) {
            sum += of.applyAsDouble(marks.machine()[i], marks.human()[i]);
        }
        return sum / marks.size();
    }

    private static double square(double machine, double human) {
        return (machine - human) * (machine - human);
    }
}
