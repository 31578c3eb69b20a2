package com.ieltsaiprep.common.marking;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

final class BandArithmeticTest {
    @Test
    void roundsEveryQuarterOfABandToTheNearestHalfAndTiesUp() {
        for (int quarter = 0; quarter <= 36; quarter++) {
            int halves = (quarter + 1) / 2;

            assertThat(BandArithmetic.toHalfBand(quarter / 4.0)).isEqualTo(halves / 2.0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "6.0, 6.0",
        "6.2499, 6.0",
        "6.25, 6.5",
        "6.5, 6.5",
        "6.7499, 6.5",
        "6.75, 7.0",
        "6.125, 6.0",
        "6.875, 7.0",
        "0, 0",
        "9, 9",
        "6.333, 6.5",
        "6.167, 6.0",
        "6.833, 7.0"
    })
    void roundsToTheNearestHalfBand(double mean, double band) {
        assertThat(BandArithmetic.toHalfBand(mean)).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({
        "6,6,6,6, 6.0",
        "6,6,6,7, 6.5",
        "6,6,7,7, 6.5",
        "6,7,7,7, 7.0",
        "6,6,6,6.5, 6.0",
        "5.5,6,6.5,7, 6.5",
        "1,1,1,1, 1.0",
        "9,9,9,9, 9.0",
        "1,9,1,9, 5.0"
    })
    void takesTheMeanOfFourCriteria(double a, double b, double c, double d, double band) {
        List<BandRange> criteria = List.of(exactly(a), exactly(b), exactly(c), exactly(d));

        assertThat(BandArithmetic.task(criteria).band()).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({
        "6,6, 6.0",
        "5,6, 5.5",
        "6,5, 5.5",
        "7,6, 6.5",
        "6,7, 6.5",
        "5,6.5, 6.0",
        "0,6, 4.0",
        "6,0, 2.0",
        "5.5,6, 6.0",
        "6.5,6, 6.0",
        "9,9, 9.0"
    })
    void countsTaskTwoTwice(double first, double second, double overall) {
        BandRange range =
                BandArithmetic.weighted(List.of(exactly(first), exactly(second)), List.of(1, 2));

        assertThat(range.band()).isEqualTo(overall);
    }

    @Test
    void widensTheRangeOfASingleOpinion() {
        assertThat(BandArithmetic.criterion(List.of(6.0))).isEqualTo(new BandRange(6, 5.5, 6.5));
        assertThat(BandArithmetic.criterion(List.of(9.0))).isEqualTo(new BandRange(9, 8.5, 9));
        assertThat(BandArithmetic.criterion(List.of(1.0))).isEqualTo(new BandRange(1, 1, 1.5));
    }

    @Test
    void rangesFromTheLowestToTheHighestOpinion() {
        assertThat(BandArithmetic.criterion(List.of(6.0, 7.0))).isEqualTo(new BandRange(6.5, 6, 7));
        assertThat(BandArithmetic.criterion(List.of(6.0, 7.0, 5.0)))
                .isEqualTo(new BandRange(6, 5, 7));
        assertThat(BandArithmetic.criterion(List.of(6.0, 6.0, 7.0)))
                .isEqualTo(new BandRange(6.5, 6, 7));
    }

    @Test
    void lowersNothingBelowBandOne() {
        assertThat(BandArithmetic.lowered(new BandRange(2.5, 2, 4), 2))
                .isEqualTo(new BandRange(1, 1, 2));
    }

    @Property(tries = 10_000)
    void staysAHalfBandWithinTheOpinions(@ForAll("opinions") List<Double> opinions) {
        BandRange range = BandArithmetic.criterion(opinions);

        assertThat(range.band() * 2).isEqualTo(Math.rint(range.band() * 2));
        assertThat(range.band()).isBetween(range.low(), range.high());
        assertThat(range.low()).isGreaterThanOrEqualTo(1);
        assertThat(range.high()).isLessThanOrEqualTo(9);
    }

    @Property(tries = 10_000)
    void neverFallsWhenOneCriterionRises(
            @ForAll @Size(4) List<@IntRange(min = 2, max = 17) Integer> halves,
            @ForAll @IntRange(max = 3) int raised) {
        List<BandRange> before = halves.stream().map(it -> exactly(it / 2.0)).toList();
        List<BandRange> after =
                IntStream.range(0, 4)
                        .mapToObj(i -> exactly((halves.get(i) + (i == raised ? 1 : 0)) / 2.0))
                        .toList();

        assertThat(BandArithmetic.task(after).band())
                .isGreaterThanOrEqualTo(BandArithmetic.task(before).band());
    }

    @Property(tries = 10_000)
    void roundsByAQuarterAtMost(@ForAll @DoubleRange(max = 9) double mean) {
        assertThat(Math.abs(BandArithmetic.toHalfBand(mean) - mean)).isLessThanOrEqualTo(0.25);
    }

    @Provide
    Arbitrary<List<Double>> opinions() {
        return Arbitraries.integers()
                .between(1, 9)
                .map(Integer::doubleValue)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static BandRange exactly(double band) {
        return new BandRange(band, band, band);
    }
}
