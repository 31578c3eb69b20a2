package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/**
 * Listener of one stream to Nova Sonic, called on the conversation's event loop; {@code nowUs} is
 * monotonic time in µs. {@link #onClosed} comes exactly once and last. Methods should not throw: an
 * exception closes the stream with {@link StreamEnd.Transient}.
 */
public interface SonicListener {
    /**
     * Handles the start of an attempt to open the stream, and sends the opening events. These leave
     * before {@link #onOpen}, because the service may hold back its response headers until it has
     * seen them. An attempt begins with an empty queue: events that were sent in an earlier attempt
     * are not repeated.
     *
     * @param attempt number of the attempt, from 1
     */
    void onConnecting(int attempt, long nowUs);

    /**
     * Handles a failed attempt to open the stream, after which another one follows.
     *
     * @param attempt number of the attempt that follows
     * @param delayMs time until it begins, ms
     * @param failure failure of the attempt before
     */
    void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs);

    /**
     * Handles the response headers, by which the service accepts the stream. From now on there are
     * no retries. The service may still refuse the contents of the opening events; {@link
     * #onClosed} then reports a failure.
     */
    void onOpen(long nowUs);

    /**
     * Handles an event from the service that was requested by {@link SonicStream#request}, perhaps
     * from within that call.
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
