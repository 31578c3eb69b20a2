package com.ieltsaiprep.local.client;

import java.util.Collection;
import java.util.Optional;

/**
 * Percentiles of delays by the nearest-rank method, in ms, rounded to one decimal.
 *
 * @param count number of delays
 */
public record Percentiles(int count, double p50, double p95, double p99, double max) {

    /**
     * Computes the percentiles of delays by the nearest-rank method; empty if there are no delays.
     *
     * @param delaysUs delays, µs, in any order
     */
    public static Optional<Percentiles> ofUs(Collection<Long> delaysUs) {
        if (delaysUs.isEmpty()) {
            return Optional.empty();
        }
        long[] sorted = delaysUs.stream().mapToLong(Long::longValue).sorted().toArray();
        return Optional.of(
                new Percentiles(
                        sorted.length,
                        ms(nearestRank(sorted, 50)),
                        ms(nearestRank(sorted, 95)),
                        ms(nearestRank(sorted, 99)),
                        ms(sorted[sorted.length - 1])));
    }

    private static long nearestRank(long[] sorted, int percent) {
        return sorted[Math.ceilDiv(sorted.length * percent, 100) - 1];
    }

    private static double ms(long us) {
        return Math.round(us / 100.0) / 10.0;
    }
}
