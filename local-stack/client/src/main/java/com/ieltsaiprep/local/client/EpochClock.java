package com.ieltsaiprep.local.client;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Clock that counts µs since 1970 and never jumps: it reads the system time once, at its creation,
 * and then adds the time that has passed by {@link System#nanoTime}. Its times can be compared with
 * those of other processes on the same machine. Thread-safe.
 */
public final class EpochClock {
    private final long epochUs = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    private final long nanos = System.nanoTime();

    /**
     * Returns the current time in µs since 1970. Never less than an earlier result of the same
     * clock.
     */
    public long nowUs() {
        return epochUs + (System.nanoTime() - nanos) / 1000;
    }
}
