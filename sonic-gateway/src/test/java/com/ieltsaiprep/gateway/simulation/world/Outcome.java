package com.ieltsaiprep.gateway.simulation.world;

/** How a device's part in a conversation ended. */
public enum Outcome {
    /** It was told so, and the connection was closed with 1000. */
    ENDED,
    /** The candidate went away without a word. */
    LEFT,
    /** Another connection has the conversation. */
    TAKEN_OVER,
    /** Its capsule was refused. */
    REFUSED,
    /** Closed with another fatal code. */
    FATAL
}
