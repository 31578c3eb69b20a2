package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/**
 * What happens on a stream, told on the conversation's event loop; {@code nowUs} is monotonic time
 * in µs. Nothing follows {@link #onClosed}, which comes exactly once.
 */
public interface SonicListener {
    /** An attempt begins, from 1. */
    void onConnecting(int attempt, long nowUs);

    /** An attempt failed; the next, {@code attempt}, begins after {@code delayMs}. */
    void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs);

    /** The service accepted the stream; events may be sent. */
    void onOpen(long nowUs);

    /** An event that was requested. */
    void onEvent(SonicOutput event, long nowUs);

    /** {@link SonicStream#demand} rose from zero. */
    void onDemand(long nowUs);

    /** The stream is over, or could not be opened. */
    void onClosed(StreamEnd end, long nowUs);
}
