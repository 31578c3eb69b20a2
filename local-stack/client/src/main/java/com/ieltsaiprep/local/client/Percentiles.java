package com.ieltsaiprep.local.client;

import org.HdrHistogram.Histogram;

import java.util.Collection;
import java.util.Optional;

/**
 * Percentiles of delays, in ms, rounded to one decimal.
 *
 * @param count number of delays
 */
public record Percentiles(int count, double p50, double p95, double p99, double max) {
    private static final int SIGNIFICANT_DIGITS = 5;

    /**
     * Computes the percentiles of delays; empty if there are no delays.
     *
     * @param delaysUs delays, µs, in any order; a negative one, of clocks that differ, counts as 0
     */
    public static Optional<Percentiles> ofUs(Collection<Long> delaysUs) {
        if (delaysUs.isEmpty()) {
            return Optional.empty();
        }
        Histogram delays = new Histogram(SIGNIFICANT_DIGITS);
        delaysUs.forEach(us -> delays.recordValue(Math.max(0, us)));
        return Optional.of(
                new Percentiles(
                        delaysUs.size(),
                        ms(delays.getValueAtPercentile(50)),
                        ms(delays.getValueAtPercentile(95)),
                        ms(delays.getValueAtPercentile(99)),
                        ms(delays.getMaxValue())));
    }

    private static double ms(long us) {
        return Math.round(us / 100.0) / 10.0;
    }
}
