package com.ieltsaiprep.local.wire;

/**
 * Fault that a test injects into a number of requests to a stand-in.
 *
 * @param <F> the fault's own type
 */
public interface CountedFault<F> {
    /** Returns the number of requests that are still to be affected, at least 1. */
    int times();

    /** Returns the same fault for one request less. */
    F decremented();
}
