package com.ieltsaiprep.local.simulation.world;

/** Outcome of a device's part in a conversation. */
public enum DeviceOutcome {
    /** Ended properly: the device was told, and the connection was closed with 1000. */
    ENDED,
    /** Left without a message. */
    LEFT,
    /** Taken over by another connection. */
    TAKEN_OVER,
    /** Refused with its capsule. */
    REFUSED,
    /** Closed with another fatal code. */
    FATAL
}
