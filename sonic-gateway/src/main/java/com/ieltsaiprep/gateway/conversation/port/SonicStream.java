package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.sonic.event.SonicInput;

/**
 * Bidirectional stream to Nova Sonic, with backpressure in both directions: {@link #demand} limits
 * what is sent, {@link #request} what is received. Used on the conversation's event loop only; no
 * call blocks or throws. After {@link SonicListener#onClosed} every call is without effect.
 */
public interface SonicStream {
    /**
     * Returns the number of events that the transport accepts now (backpressure); 0 before the
     * first attempt to open the stream, between two attempts, and after the end of the stream.
     * Events beyond this number wait in the transport's queue of 1,024 events, which is meant for
     * control events and not for audio.
     */
    long demand();

    /**
     * Sends an event to Nova Sonic, after the events sent before. An event is dropped if no attempt
     * to open the stream is under way: before the first {@link SonicListener#onConnecting}, and in
     * the pause before a retry. If the transport's queue is full, because Nova Sonic accepts no
     * more, the stream ends with a {@link StreamEnd.Transient}.
     */
    void send(SonicInput event);

    /**
     * Requests {@code count} more events from Nova Sonic; only requested events are delivered. A
     * request that is made before the stream is open takes effect when it opens, in whichever
     * attempt. Unless events are requested, the end of the stream and most failures are not
     * noticed.
     */
    void request(long count);

    /**
     * Half-closes the stream after the events sent so far, whereupon Nova Sonic ends its side. If
     * it has not done so after 3 s, the stream is cancelled.
     */
    void finish();

    /**
     * Cancels the stream at once, even while it is being opened or waits for a retry. {@link
     * SonicListener#onClosed} follows with {@link StreamEnd.Completed}, after this call has
     * returned.
     */
    void cancel();
}
