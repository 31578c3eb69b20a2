package com.ieltsaiprep.local.simulation.sonic;

/** Event loop that a Sonic port is used on: runs tasks in order, unless its node is stopped. */
public interface SimulatedEventLoop {
    /** Runs the task asynchronously: soon, once the node is no longer frozen, or never. */
    void run(Runnable task);

    /** Returns the node's monotonic time, µs. */
    long nowUs();
}
