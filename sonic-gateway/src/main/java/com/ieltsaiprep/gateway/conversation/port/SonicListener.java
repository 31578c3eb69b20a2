package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/**
 * Listener of one stream to Nova Sonic, called on the conversation's event loop; {@code nowUs} is
 * monotonic time in µs. {@link #onClosed} comes exactly once and last. Methods should not throw: an
 * exception closes the stream with {@link StreamEnd.Transient}.
 */
public interface SonicListener {
    /**
     * Handles the start of an attempt to open the stream, and sends the opening events. They must
     * not wait for {@link #onOpen}, because Nova Sonic may not respond before it has received them.
     * Each attempt needs them again: events that were sent in an earlier attempt are not repeated.
     *
     * @param attempt number of the attempt, from 1
     */
    void onConnecting(int attempt, long nowUs);

    /**
     * Handles a failed attempt to open the stream, after which another one follows.
     *
     * @param attempt number of the attempt that follows
     * @param delayMs time until that attempt begins, ms
     * @param failure reason for which the last attempt failed
     */
    void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs);

    /**
     * Handles the response headers, by which Nova Sonic accepts the stream. From now on there are
     * no retries. Nova Sonic may still reject the contents of the opening events; {@link #onClosed}
     * then reports a failure.
     */
    void onOpen(long nowUs);

    /**
     * Handles an event from Nova Sonic. Only as many events come as {@link SonicStream#request} has
     * requested; they may come from within that call.
     */
    void onEvent(SonicOutput event, long nowUs);

    /**
     * Handles the rise of {@link SonicStream#demand} from zero: events can be sent again. It may
     * come before {@link #onOpen}.
     */
    void onDemand(long nowUs);

    /**
     * Handles the end of the stream, or of the attempts to open it. Never called from within {@link
     * SonicStream#cancel}; a connection that breaks during a write may be reported from within
     * {@link SonicStream#send}.
     */
    void onClosed(StreamEnd end, long nowUs);
}
