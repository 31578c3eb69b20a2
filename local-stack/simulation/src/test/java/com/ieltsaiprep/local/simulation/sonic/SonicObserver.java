package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/** Observer of what passes between the core and the service, called before the receiver is. */
public interface SonicObserver {
    /** Called when the core opens a stream. */
    default void onStreamOpened(SimulatedSonicStream stream) {}

    /** Called when the core sends an event to a stream that takes it. */
    default void onInput(SimulatedSonicStream stream, SonicInput event) {}

    /** Called when the core requests events. */
    default void onRequest(SimulatedSonicStream stream, long count) {}

    /** Called when the core receives an event. */
    default void onOutput(SimulatedSonicStream stream, SonicOutput event) {}

    /** Called when the stream is closed on both sides. */
    default void onStreamClosed(SimulatedSonicStream stream, StreamEnd end) {}
}
