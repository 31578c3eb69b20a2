package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.simulation.engine.Chance;

/**
 * How good a candidate's network is.
 *
 * @param latencyMs one way
 * @param jitterMs the most by which a packet is later than that
 * @param bytesPerMs of bandwidth, each way
 */
public record Network(int latencyMs, int jitterMs, int bytesPerMs) {
    long delayUs(Chance chance) {
        return (latencyMs + (jitterMs == 0 ? 0 : chance.between(0, jitterMs))) * 1_000L;
    }

    long transmissionUs(int bytes) {
        return bytes * 1_000L / bytesPerMs;
    }

    /** A round trip on an idle network, µs. */
    long roundTripUs() {
        return 2_000L * latencyMs + 1_000;
    }
}
