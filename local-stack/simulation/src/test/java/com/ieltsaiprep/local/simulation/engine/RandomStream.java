package com.ieltsaiprep.local.simulation.engine;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Seeded random stream with named substreams, so that an additional draw in one leaves the others
 * as they are.
 */
public final class RandomStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final SplittableRandom random;

    private RandomStream(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** Creates the root stream of a run. */
    public static RandomStream of(long seed) {
        return new RandomStream(seed);
    }

    /**
     * Returns the substream of this name from its beginning, whatever was drawn from this stream.
     */
    public RandomStream substream(String name) {
        return new RandomStream((seed ^ name.hashCode()) * GOLDEN + name.length());
    }

    /** Returns this stream as a generator, for code that is not the simulation's. */
    public RandomGenerator generator() {
        return random;
    }

    /** Returns true with this probability. */
    public boolean nextBoolean(double probability) {
        return random.nextDouble() < probability;
    }

    /** Draws an integer, both bounds included. */
    public int nextInt(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    /** Draws a whole number of ms, both bounds included, and returns it in µs. */
    public long nextMicros(int min, int max) {
        return nextInt(min, max) * 1_000L;
    }

    /** Draws one of the choices, each with the same probability. */
    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
