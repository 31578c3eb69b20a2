package com.ieltsaiprep.local.candidate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Microseconds since 1970 that never jump: the wall clock as it was when this was made, carried on
 * by the monotonic one, so that times can be compared with those of another process on the machine.
 * Safe in any thread.
 */
public final class EpochClock {
    private final long epochUs = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    private final long nanos = System.nanoTime();

    /** The time now, µs since 1970. */
    public long nowUs() {
        return epochUs + (System.nanoTime() - nanos) / 1000;
    }
}
