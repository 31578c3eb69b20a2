package com.ieltsaiprep.gateway.simulation.engine;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded chance. Each name has a stream of its own, so that a draw more in one changes nothing in
 * the others.
 */
public final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final SplittableRandom random;

    private Chance(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** The root of a world's chance. */
    public static Chance of(long seed) {
        return new Chance(seed);
    }

    /** The stream of this name, from its beginning, whatever was drawn here. */
    public Chance named(String name) {
        return new Chance((seed ^ name.hashCode()) * GOLDEN + name.length());
    }

    /** Whether something of this probability happens. */
    public boolean once(double probability) {
        return random.nextDouble() < probability;
    }

    /** A number, both ends included. */
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** A number of ms, both ends included, in µs. */
    public long usBetweenMs(int least, int most) {
        return between(least, most) * 1_000L;
    }

    /** One of several, each as likely as the next. */
    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
