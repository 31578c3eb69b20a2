package com.ieltsaiprep.common;

/** A clock that never jumps; only differences of its readings mean anything. Safe in any thread. */
@FunctionalInterface
public interface MonotonicClock {
    /** The time now, µs. */
    long nowUs();
}
