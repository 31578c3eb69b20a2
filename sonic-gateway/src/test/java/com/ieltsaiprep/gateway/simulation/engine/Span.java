package com.ieltsaiprep.gateway.simulation.engine;

/** From how many ms to how many something takes, both included. */
public record Span(int leastMs, int mostMs) {
    /** One of these lengths, µs. */
    public long drawUs(Chance chance) {
        return chance.usBetweenMs(leastMs, mostMs);
    }

    /** One of these lengths, ms. */
    public int drawMs(Chance chance) {
        return chance.between(leastMs, mostMs);
    }
}
