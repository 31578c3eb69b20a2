package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.sonic.event.SonicInput;

/**
 * Stream to Nova Sonic, with backpressure in both directions. On the conversation's event loop
 * only; no call blocks or throws. After {@link SonicListener#onClosed} every call is without
 * effect.
 */
public interface SonicStream {
    /**
     * Returns how many events the transport accepts now. Further ones wait in its queue, which is
     * meant for control events only.
     */
    long demand();

    /**
     * Sends an event, in order. Events sent while no attempt is under way, before the first {@link
     * SonicListener#onConnecting} or in the pause before a retry, are dropped. If the service takes
     * nothing until the transport's queue is full, the stream ends with a {@link
     * StreamEnd.Transient}.
     */
    void send(SonicInput event);

    /**
     * Requests {@code count} more events from the service; none come that were not requested.
     * Requests made before the stream is open, or in an attempt that fails, persist. Without a
     * pending request the stream's end and most of its failures are not noticed either.
     */
    void request(long count);

    /**
     * Half-closes the stream after the events sent so far. The service then ends its side; after 3
     * s the stream is cancelled.
     */
    void finish();

    /** Cancels the stream at once, also one that is still opening or waiting for a retry. */
    void cancel();
}
