package com.ieltsaiprep.local.candidate;

import java.util.Collection;
import java.util.Optional;

/** Percentiles of delays, in ms with one decimal, by nearest rank: each is a measured value. */
public record Percentiles(int count, double p50, double p95, double p99, double max) {

    /** Computes the percentiles of delays in µs; empty if there are none. */
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
