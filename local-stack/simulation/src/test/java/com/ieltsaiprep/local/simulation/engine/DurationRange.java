package com.ieltsaiprep.local.simulation.engine;

/** Range of durations in ms, both bounds included, to sample from. */
public record DurationRange(int minMs, int maxMs) {
    /** Samples a duration, µs. */
    public long sampleUs(RandomStream random) {
        return random.nextMicros(minMs, maxMs);
    }

    /** Samples a duration, ms. */
    public int sampleMs(RandomStream random) {
        return random.nextInt(minMs, maxMs);
    }
}
