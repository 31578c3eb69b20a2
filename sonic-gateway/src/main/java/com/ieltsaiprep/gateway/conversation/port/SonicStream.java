package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.sonic.event.SonicInput;

/**
 * Bidirectional stream to Nova Sonic, with backpressure in both directions: {@link #demand} limits
 * what is sent, {@link #request} what is received. Used on the conversation's event loop only; no
 * call blocks or throws. After {@link SonicListener#onClosed} every call is without effect.
 */
public interface SonicStream {
    /**
     * Returns the number of events that the transport accepts now (backpressure); 0 before an
     * attempt and after the end. Events beyond this number wait in the transport's queue of 1,024
     * events, which is meant for control events and not for audio.
     */
    long demand();

    /**
     * Sends an event to the service, after those sent before. An event is dropped if no attempt to
     * open the stream is under way: before the first {@link SonicListener#onConnecting}, and in the
     * pause before a retry. If the transport's queue is full, because the service takes nothing,
     * the stream ends with a {@link StreamEnd.Transient}.
     */
    void send(SonicInput event);

    /**
     * Requests {@code count} more events from the service, which sends none that were not
     * requested. Requests persist if they are made before the stream is open, or if the attempt
     * fails. Without a pending request, the end of the stream and most failures go unnoticed.
     */
    void request(long count);

    /**
     * Half-closes the stream after the events sent so far, whereupon the service ends its side. A
     * stream that the service has not ended after 3 s is cancelled.
     */
    void finish();

    /**
     * Cancels the stream at once, even while it is being opened or waits for a retry. {@link
     * SonicListener#onClosed} follows with {@link StreamEnd.Completed}, after this call has
     * returned.
     */
    void cancel();
}
