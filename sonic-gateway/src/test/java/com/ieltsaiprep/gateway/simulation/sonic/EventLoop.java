package com.ieltsaiprep.gateway.simulation.sonic;

/** The event loop that a port is used on: its tasks run in order, unless its node is gone. */
public interface EventLoop {
    /** Runs the task as a turn of its own: soon, once the node runs again, or never. */
    void run(Runnable task);

    /** The node's monotonic time, µs. */
    long nowUs();
}
