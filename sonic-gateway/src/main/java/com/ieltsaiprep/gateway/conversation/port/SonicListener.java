package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/**
 * Listener of one stream to Nova Sonic, called on the conversation's event loop; {@code nowUs} is
 * monotonic time in µs. Nothing follows {@link #onClosed}, which comes exactly once. If a method
 * throws, which none should, the stream is closed with {@link StreamEnd.Transient}.
 */
public interface SonicListener {
    /**
     * Handles the start of an attempt, from 1: the moment to send the opening events. They leave
     * before {@link #onOpen}, which the service may hold back until it has seen them. Each attempt
     * starts with an empty queue; nothing that was sent in an earlier one is repeated unless it is
     * sent again here.
     */
    void onConnecting(int attempt, long nowUs);

    /** Handles a failed attempt; the next, {@code attempt}, begins after {@code delayMs}. */
    void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs);

    /**
     * Handles the response headers: the service accepted the stream. It may still refuse the
     * contents of the opening events, with a failure in {@link #onClosed}; there are no retries any
     * more.
     */
    void onOpen(long nowUs);

    /** Handles a requested event; it may come from within {@link SonicStream#request}. */
    void onEvent(SonicOutput event, long nowUs);

    /**
     * Handles the rise of {@link SonicStream#demand} from zero; it may come before {@link #onOpen}.
     */
    void onDemand(long nowUs);

    /**
     * Handles the end of the stream, or of the attempts to open it. Never from within {@link
     * SonicStream#cancel}, but a connection that breaks while it is written to may be reported from
     * within {@link SonicStream#send}.
     */
    void onClosed(StreamEnd end, long nowUs);
}
