package com.ieltsaiprep.gateway.simulation.sonic;

import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/** Sees what passes between the core and the service, before the other side does. */
public interface SonicWitness {
    /** The core opened a stream. */
    default void opened(ModelStream stream) {}

    /** The core handed an event to a stream that takes it. */
    default void handed(ModelStream stream, SonicInput event) {}

    /** The core asks for events. */
    default void requested(ModelStream stream, long count) {}

    /** The core is told an event. */
    default void told(ModelStream stream, SonicOutput event) {}

    /** The stream is over, on both sides. */
    default void closed(ModelStream stream, StreamEnd end) {}
}
