package com.ieltsaiprep.local.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class CalibrationMapsTest {
    /** Means 6 and 6.5, standard deviations 1 and 2. */
    private static final PairedMarks THREE =
            PairedMarks.of(List.of(5.0, 6.0, 7.0), List.of(4.5, 6.5, 8.5));

    @Test
    void offsetSubtractsTheBias() {
        assertThat(LinearMap.offset(THREE)).isEqualTo(new LinearMap(1, 0.5));
    }

    /** Worked by hand: slope 2 / 1, intercept 6.5 - 2 * 6. */
    @Test
    void equatingTakesMeanAndSpreadOfTheHumanBands() {
        assertThat(LinearMap.equating(THREE)).isEqualTo(new LinearMap(2, -5.5));
    }

    @Test
    void equatingWithoutASpreadIsAnOffset() {
        PairedMarks constant = PairedMarks.of(List.of(6.0, 6.0), List.of(5.0, 6.0));

        assertThat(LinearMap.equating(constant)).isEqualTo(new LinearMap(1, -0.5));
    }

    @Test
    void noMarksLeaveTheBandsAsTheyAre() {
        PairedMarks none = PairedMarks.of(List.of(), List.of());

        assertThat(LinearMap.equating(none)).isEqualTo(LinearMap.IDENTITY);
        assertThatIllegalArgumentException().isThrownBy(() -> IsotonicMap.fit(none));
    }

    /**
     * Worked by hand: means of the human bands 4, 6, 5, 5.5, 8 by machine band. 6 and 5 violate the
     * order: pooled 5.5, which equals the next and joins it.
     */
    @Test
    void isotonicPoolsAdjacentViolators() {
        PairedMarks marks =
                PairedMarks.of(
                        List.of(4.0, 5.0, 5.5, 6.0, 7.0, 7.0),
                        List.of(4.0, 6.0, 5.0, 5.5, 7.5, 8.5));

        assertThat(IsotonicMap.fit(marks).points())
                .containsExactly(
                        new IsotonicMap.Point(4, 4),
                        new IsotonicMap.Point(5, 5.5),
                        new IsotonicMap.Point(5.5, 5.5),
                        new IsotonicMap.Point(6, 5.5),
                        new IsotonicMap.Point(7, 8));
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "4, 4", "4.5, 4.5", "5, 5", "6, 6.5", "7, 8", "9, 8"})
    void isotonicIsLinearBetweenItsPointsAndConstantBeyond(double band, double mapped) {
        IsotonicMap map =
                new IsotonicMap(
                        List.of(
                                new IsotonicMap.Point(4, 4),
                                new IsotonicMap.Point(5, 5),
                                new IsotonicMap.Point(7, 8)));

        assertThat(map.applyAsDouble(band)).isEqualTo(mapped);
    }

    @Property(tries = 200)
    void isotonicNeverDecreasesAndKeepsTheMean(
            @ForAll @Size(min = 2, max = 30) List<@DoubleRange(max = 9) Double> machine,
            @ForAll @Size(min = 2, max = 30) List<@DoubleRange(max = 9) Double> human) {
        int n = Math.min(machine.size(), human.size());
        PairedMarks marks = PairedMarks.of(machine.subList(0, n), human.subList(0, n));

        IsotonicMap map = IsotonicMap.fit(marks);

        assertThat(map.points().stream().map(IsotonicMap.Point::human).toList()).isSorted();
        assertThat(AgreementMeasure.BIAS.of(marks.mapMachine(map))).isCloseTo(0, within(1e-9));
    }

    /** A marker with slope .6 and bias .5: equating restores both, an offset the bias only. */
    @Test
    void equatingRestoresACompressedScale() {
        Random random = new Random(2);
        List<Double> machine = new ArrayList<>();
        List<Double> human = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            double band = HalfBands.round(6 + random.nextGaussian());
            human.add(band);
            machine.add(6.5 + 0.6 * (band - 6) + 0.3 * random.nextGaussian());
        }
        PairedMarks marks = PairedMarks.of(machine, human);

        PairedMarks offset = marks.mapMachine(LinearMap.offset(marks));
        PairedMarks equated = marks.mapMachine(LinearMap.equating(marks));

        assertThat(AgreementMeasure.SPREAD_RATIO.of(equated)).isCloseTo(1, within(1e-9));
        assertThat(AgreementMeasure.SPREAD_RATIO.of(offset)).isLessThan(0.75);
        assertThat(AgreementMeasure.QWK.of(equated)).isGreaterThan(AgreementMeasure.QWK.of(offset));
    }
}
