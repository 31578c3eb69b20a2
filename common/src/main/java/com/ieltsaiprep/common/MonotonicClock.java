package com.ieltsaiprep.common;

/**
 * Monotonic clock for measuring elapsed time: only the difference of two readings has a meaning.
 * Thread-safe.
 */
@FunctionalInterface
public interface MonotonicClock {
    /** Returns the current reading of the monotonic clock, µs since an arbitrary time. */
    long nowUs();
}
