package com.ieltsaiprep.common;

/** Monotonic clock: only differences of its readings have a meaning. Thread-safe. */
@FunctionalInterface
public interface MonotonicClock {
    /** Returns the current reading, µs. */
    long nowUs();
}
