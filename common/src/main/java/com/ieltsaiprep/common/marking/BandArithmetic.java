package com.ieltsaiprep.common.marking;

import java.util.Collections;
import java.util.List;

/**
 * Band arithmetic by one rounding rule: a mean becomes the nearest half band, and a mean halfway
 * between two goes up. So .25 becomes .5, and .75 becomes the next whole band.
 *
 * <p>Low and high bounds are computed as the bands are, so that low ≤ band ≤ high always holds.
 */
final class BandArithmetic {
    /** Lowest band of an answer that was marked. */
    private static final double LOWEST = 1;

    private static final double HIGHEST = 9;

    /** Widening of the range to each side for one opinion only, and for an unlikely band. */
    private static final double MARGIN = 0.5;

    /** Error of floating-point sums, which must not turn a tie down. */
    private static final double TIE_TOLERANCE = 1e-9;

    private BandArithmetic() {}

    /** Returns the nearest half band; a tie goes up. */
    static double toHalfBand(double mean) {
        return Math.floor(mean * 2 + 0.5 + TIE_TOLERANCE) / 2;
    }

    /** Returns the arithmetic mean of one value or more, not rounded. */
    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }

    /**
     * Returns a criterion's band, the mean of its opinions, within their minimum and maximum; a
     * single opinion has half a band more to each side.
     *
     * @param opinions bands from 1 to 9, at least one
     */
    static BandRange criterion(List<Double> opinions) {
        double margin = opinions.size() == 1 ? MARGIN : 0;
        return range(
                mean(opinions),
                Collections.min(opinions) - margin,
                Collections.max(opinions) + margin);
    }

    /** Returns a band that is lowered by a deduction, but never below 1. */
    static BandRange lowered(BandRange band, double deduction) {
        return range(band.band() - deduction, band.low() - deduction, band.high() - deduction);
    }

    /** Returns the same band in a range that is half a band wider to each side. */
    static BandRange widened(BandRange band) {
        return range(band.band(), band.low() - MARGIN, band.high() + MARGIN);
    }

    /** Returns a task's band: the mean of its criteria. */
    static BandRange task(List<BandRange> criteria) {
        return weighted(criteria, Collections.nCopies(criteria.size(), 1));
    }

    /**
     * Returns the mean of bands by weights, such as Task 1 and twice Task 2 for an overall band.
     *
     * @param weights a weight for each band
     */
    static BandRange weighted(List<BandRange> bands, List<Integer> weights) {
        double band = 0;
        double low = 0;
        double high = 0;
        int sum = 0;
        for (int i = 0; i < bands.size(); i++) {
            int weight = weights.get(i);
            band += weight * bands.get(i).band();
            low += weight * bands.get(i).low();
            high += weight * bands.get(i).high();
            sum += weight;
        }
        return new BandRange(toHalfBand(band / sum), toHalfBand(low / sum), toHalfBand(high / sum));
    }

    private static BandRange range(double band, double low, double high) {
        return new BandRange(marked(band), marked(low), marked(high));
    }

    private static double marked(double band) {
        return Math.clamp(toHalfBand(band), LOWEST, HIGHEST);
    }
}
