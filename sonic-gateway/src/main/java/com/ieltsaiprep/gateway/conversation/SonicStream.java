package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.sonic.event.SonicInput;

/**
 * One stream to Nova Sonic. On the conversation's event loop only; no call blocks or throws. After
 * {@link SonicListener#onClosed} every call is without effect.
 */
public interface SonicStream {
    /**
     * How many events the transport would take now; what is sent beyond waits in its queue, which
     * is meant for control events only.
     */
    long demand();

    /**
     * Sends an event, in order. What is sent while no attempt is under way, before the first {@link
     * SonicListener#onConnecting} or in the pause before a retry, is dropped. If the service takes
     * nothing until the transport's queue is full, the stream ends with a {@link
     * StreamEnd.Transient}.
     */
    void send(SonicInput event);

    /**
     * Takes {@code count} more events from the service; none come that were not requested. What is
     * requested before the stream is open, or in an attempt that fails, stays requested. While
     * nothing is, the stream's end and most of its failures are not noticed either.
     */
    void request(long count);

    /**
     * Half-closes after what was sent; the service then ends its side, and after 3 s the stream is
     * cancelled.
     */
    void finish();

    /** Ends the stream at once, also one that is still opening or waiting for a retry. */
    void cancel();
}
