package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/**
 * What happens on a stream, told on the conversation's event loop; {@code nowUs} is monotonic time
 * in µs. Nothing follows {@link #onClosed}, which comes exactly once. If a method throws, which
 * none should, the stream is given up as {@link StreamEnd.Transient}.
 */
public interface SonicListener {
    /**
     * An attempt begins, from 1: the moment to send the opening events, {@code sessionStart} and
     * what belongs to it. They leave before {@link #onOpen}, which the service may hold back until
     * it has seen them. Each attempt starts with an empty queue; nothing that was sent in an
     * earlier one is repeated unless it is sent again here.
     */
    void onConnecting(int attempt, long nowUs);

    /** An attempt failed; the next, {@code attempt}, begins after {@code delayMs}. */
    void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs);

    /**
     * The service accepted the stream: its response headers came. It may still refuse what the
     * opening events say, with a failure in {@link #onClosed}; there are no retries any more.
     */
    void onOpen(long nowUs);

    /** An event that was requested; it may come from within {@link SonicStream#request}. */
    void onEvent(SonicOutput event, long nowUs);

    /** {@link SonicStream#demand} rose from zero; it may come before {@link #onOpen}. */
    void onDemand(long nowUs);

    /**
     * The stream is over, or could not be opened. Never from within {@link SonicStream#cancel}, but
     * a connection that breaks while it is written to may be told from within {@link
     * SonicStream#send}.
     */
    void onClosed(StreamEnd end, long nowUs);
}
