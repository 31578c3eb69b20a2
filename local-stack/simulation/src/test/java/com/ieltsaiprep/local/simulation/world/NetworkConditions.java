package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.local.simulation.engine.RandomStream;

/**
 * Network conditions of a candidate.
 *
 * @param latencyMs one way
 * @param jitterMs maximum additional delay of a packet
 * @param bytesPerMs bandwidth each way
 */
public record NetworkConditions(int latencyMs, int jitterMs, int bytesPerMs) {
    long delayUs(RandomStream random) {
        return (latencyMs + (jitterMs == 0 ? 0 : random.nextInt(0, jitterMs))) * 1_000L;
    }

    long transmissionUs(int bytes) {
        return bytes * 1_000L / bytesPerMs;
    }

    /** Returns a round trip on an idle network, µs. */
    long roundTripUs() {
        return 2_000L * latencyMs + 1_000;
    }
}
