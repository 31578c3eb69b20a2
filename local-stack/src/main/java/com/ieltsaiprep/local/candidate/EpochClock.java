package com.ieltsaiprep.local.candidate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Clock in µs since 1970 that never jumps: the wall clock at its creation, advanced by the
 * monotonic one. Times can thus be compared with those of another process on the machine.
 * Thread-safe.
 */
public final class EpochClock {
    private final long epochUs = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    private final long nanos = System.nanoTime();

    /** Returns the time, µs since 1970. */
    public long nowUs() {
        return epochUs + (System.nanoTime() - nanos) / 1000;
    }
}
