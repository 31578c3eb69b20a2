package com.ieltsaiprep.local.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

class AgreementMeasureTest {
    private static final Offset<Double> EXACTLY = within(1e-12);

    /**
     * Worked by hand, with the bands 6, 6.5 and 7 as categories 0, 1 and 2. The pairs (0,0), (1,2),
     * (2,2), (2,1) disagree by 0 + 1 + 0 + 1 = 2. Both margins are 1, 1, 2; by chance they disagree
     * by (1*1*1 + 1*2*4 + 1*1*1 + 1*2*1 + 2*1*4 + 2*1*1) / 4 = 5.5. Kappa is 1 - 2 / 5.5.
     */
    private static final PairedMarks FOUR =
            PairedMarks.of(List.of(6.0, 6.5, 7.0, 7.0), List.of(6.0, 7.0, 7.0, 6.5));

    @Test
    void kappaIsThatOfTheTable() {
        assertThat(AgreementMeasure.QWK.of(FOUR)).isCloseTo(7 / 11.0, EXACTLY);
    }

    /**
     * Worked by hand: differences 0, -.5, 0, .5. Means 6.625; squared deviations .390625 + .015625
     * + 2 * .140625 = .6875 on both sides; products .390625 - .125 * .375 + .140625 - .375 * .125 =
     * .4375.
     */
    @ParameterizedTest
    @CsvSource({
        "PEARSON, 0.636363636363636",
        "MAE, 0.25",
        "RMSE, 0.353553390593274",
        "BIAS, 0",
        "EXACT, 0.5",
        "WITHIN_HALF, 1",
        "WITHIN_ONE, 1",
        "SD_MACHINE, 0.478713553878169",
        "SD_HUMAN, 0.478713553878169",
        "SPREAD_RATIO, 1"
    })
    void othersAreThoseOfTheTable(AgreementMeasure measure, double value) {
        assertThat(measure.of(FOUR)).isCloseTo(value, EXACTLY);
    }

    /**
     * Worked by hand: 4, 5, 6, 7, 8 against 5.25, 5, 7, 6, 8. Differences -1.25, 0, -1, 1, 0. On
     * half bands the first is 5.5: disagreement 2.25 + 0 + 1 + 1 + 0 = 4.25. By chance: squares 190
     * + 204.25 less 2 * 30 * 31.5 / 5 = 378, which is 16.25.
     */
    @ParameterizedTest
    @CsvSource({
        "QWK, 0.738461538461538",
        "MAE, 0.65",
        "RMSE, 0.844097150806707",
        "BIAS, -0.25",
        "EXACT, 0.4",
        "WITHIN_HALF, 0.4",
        "WITHIN_ONE, 0.8"
    })
    void quarterBandsAreRoundedForKappaAndExactAgreementOnly(
            AgreementMeasure measure, double value) {
        PairedMarks marks =
                PairedMarks.of(List.of(4.0, 5.0, 6.0, 7.0, 8.0), List.of(5.25, 5.0, 7.0, 6.0, 8.0));

        assertThat(measure.of(marks)).isCloseTo(value, EXACTLY);
    }

    @Test
    void perfectAgreementIsOne() {
        PairedMarks marks = PairedMarks.of(List.of(5.0, 6.0, 7.5), List.of(5.0, 6.0, 7.5));

        assertThat(AgreementMeasure.QWK.of(marks)).isEqualTo(1);
        assertThat(AgreementMeasure.PEARSON.of(marks)).isCloseTo(1, EXACTLY);
        assertThat(AgreementMeasure.EXACT.of(marks)).isEqualTo(1);
    }

    @Test
    void undefinedMeasuresAreNaN() {
        PairedMarks constant = PairedMarks.of(List.of(6.0, 6.0), List.of(6.0, 6.0));
        PairedMarks none = PairedMarks.of(List.of(), List.of());

        assertThat(AgreementMeasure.QWK.of(constant)).isNaN();
        assertThat(AgreementMeasure.PEARSON.of(constant)).isNaN();
        assertThat(AgreementMeasure.SPREAD_RATIO.of(constant)).isNaN();
        for (AgreementMeasure measure : AgreementMeasure.values()) {
            assertThat(measure.of(none)).as(measure.id()).isNaN();
        }
    }

    @Test
    void aConstantMarkerHasNoKappa() {
        PairedMarks marks = PairedMarks.of(List.of(6.0, 6.0, 6.0), List.of(5.0, 6.0, 7.0));

        assertThat(AgreementMeasure.QWK.of(marks)).isCloseTo(0, EXACTLY);
        assertThat(AgreementMeasure.WITHIN_ONE.of(marks)).isEqualTo(1);
    }

    @Test
    void aMarkerHalfABandTooLenientHasThisBias() {
        List<Double> truth = truth(2_000);
        Random random = new Random(5);
        List<Double> lenient =
                truth.stream()
                        .map(band -> HalfBands.round(band + 0.5 + 0.3 * random.nextGaussian()))
                        .toList();

        PairedMarks marks = PairedMarks.of(lenient, truth);

        assertThat(AgreementMeasure.BIAS.of(marks)).isCloseTo(0.5, within(0.01));
        assertThat(AgreementMeasure.QWK.of(marks)).isBetween(0.7, 0.9);
    }

    @Test
    void shuffledMarksHaveNoKappa() {
        List<Double> truth = truth(2_000);
        List<Double> shuffled = new ArrayList<>(truth);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(AgreementMeasure.QWK.of(PairedMarks.of(shuffled, truth))).isBetween(-0.05, 0.05);
    }

    @Test
    void aReversedScaleIsNegative() {
        List<Double> truth = truth(2_000);
        List<Double> reversed = truth.stream().map(band -> 12 - band).toList();

        PairedMarks marks = PairedMarks.of(reversed, truth);

        assertThat(AgreementMeasure.QWK.of(marks)).isLessThan(-0.8);
        assertThat(AgreementMeasure.PEARSON.of(marks)).isCloseTo(-1, within(1e-9));
    }

    @Property(tries = 200)
    void kappaIsThatOfTheFullMatrix(
            @ForAll @Size(min = 2, max = 30) List<@DoubleRange(max = 9) Double> one,
            @ForAll @Size(min = 2, max = 30) List<@DoubleRange(max = 9) Double> other) {
        int n = Math.min(one.size(), other.size());
        PairedMarks marks = PairedMarks.of(one.subList(0, n), other.subList(0, n));

        double expected = kappaOfMatrix(marks);

        if (Double.isNaN(expected)) {
            assertThat(AgreementMeasure.QWK.of(marks)).isNaN();
        } else {
            assertThat(AgreementMeasure.QWK.of(marks)).isCloseTo(expected, within(1e-9));
        }
    }

    /** Computes kappa as textbooks do: from a matrix of 19 * 19 half bands. */
    private static double kappaOfMatrix(PairedMarks marks) {
        double[] machine = new double[19];
        double[] human = new double[19];
        double observed = 0;
        for (int i = 0; i < marks.size(); i++) {
            int a = (int) Math.floor(marks.machine()[i] * 2 + 0.5);
            int b = (int) Math.floor(marks.human()[i] * 2 + 0.5);
            machine[a]++;
            human[b]++;
            observed += (a - b) * (a - b) / (18.0 * 18.0);
        }
        double expected = 0;
        for (int a = 0; a < 19; a++) {
            for (int b = 0; b < 19; b++) {
                expected +=
                        machine[a] * human[b] / marks.size() * (a - b) * (a - b) / (18.0 * 18.0);
            }
        }
        return expected == 0 ? Double.NaN : 1 - observed / expected;
    }

    @Test
    void confusionIsByHumanThenMachineBand() {
        assertThat(HalfBands.confusion(FOUR))
                .isEqualTo(
                        Map.of(
                                6.0, Map.of(6.0, 1),
                                6.5, Map.of(7.0, 1),
                                7.0, Map.of(6.5, 1, 7.0, 1)));
    }

    @ParameterizedTest
    @CsvSource({"6.24,6", "6.25,6.5", "6.74,6.5", "6.75,7", "-0.4,0", "9.6,9"})
    void roundsQuartersUpAndStaysOnTheScale(double band, double rounded) {
        assertThat(HalfBands.round(band)).isEqualTo(rounded);
    }

    /** Returns bands of about N(6, 1), from 4 to 8, so that none leaves the scale. */
    private static List<Double> truth(int n) {
        Random random = new Random(3);
        return Stream.generate(() -> HalfBands.round(6 + random.nextGaussian()))
                .filter(band -> band >= 4 && band <= 8)
                .limit(n)
                .toList();
    }
}
