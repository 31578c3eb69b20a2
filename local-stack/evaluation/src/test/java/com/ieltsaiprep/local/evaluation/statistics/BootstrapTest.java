package com.ieltsaiprep.local.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class BootstrapTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 2_000);

    /** An error of SD .5 on n = 100 has a mean with a standard error of .05. */
    @Test
    void theIntervalOfTheBiasIsThatOfTheory() {
        Estimate bias = BOOTSTRAP.agreement(noisy(100)).estimate(AgreementMeasure.BIAS);

        assertThat(bias.high() - bias.low()).isCloseTo(4 * 0.05 * 0.98, within(0.04));
        assertThat(bias.value()).isBetween(bias.low(), bias.high());
    }

    @Test
    void aLargerSetHasANarrowerInterval() {
        Estimate small = BOOTSTRAP.agreement(noisy(50)).estimate(AgreementMeasure.QWK);
        Estimate large = BOOTSTRAP.agreement(noisy(800)).estimate(AgreementMeasure.QWK);

        assertThat(large.high() - large.low()).isLessThan((small.high() - small.low()) / 2);
    }

    @Test
    void theSeedDecides() {
        PairedMarks marks = noisy(40);

        assertThat(BOOTSTRAP.agreement(marks)).isEqualTo(BOOTSTRAP.agreement(marks));
        assertThat(new Bootstrap(2, 2_000).agreement(marks))
                .isNotEqualTo(BOOTSTRAP.agreement(marks));
    }

    @Test
    void noMarksHaveNoEstimate() {
        Estimate none =
                BOOTSTRAP
                        .agreement(PairedMarks.of(List.of(), List.of()))
                        .estimate(AgreementMeasure.MAE);

        assertThat(none.value()).isNaN();
        assertThat(none.low()).isNaN();
    }

    private static PairedMarks noisy(int n) {
        Random random = new Random(11);
        List<Double> machine = new ArrayList<>();
        List<Double> human = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double band = HalfBands.round(6 + random.nextGaussian());
            human.add(band);
            machine.add(band + 0.5 * random.nextGaussian());
        }
        return PairedMarks.of(machine, human);
    }
}
