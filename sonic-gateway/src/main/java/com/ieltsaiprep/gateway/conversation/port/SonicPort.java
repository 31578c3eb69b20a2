package com.ieltsaiprep.gateway.conversation.port;

/**
 * Port to the speech model Nova Sonic: opens bidirectional streams, retries failed openings, and
 * bounds the time of opening and closing. An attempt times out after 5 s without response headers.
 * The port does not detect that an open stream has gone silent: only the conversation knows whether
 * a reply is due.
 */
public interface SonicPort {
    /**
     * Opens a stream. Returns at once; the listener is called only afterwards, on the event loop on
     * which this method is called. A failed attempt is retried by {@code retrySchedule}, unless
     * Nova Sonic has rejected it ({@link StreamEnd.Rejected}).
     *
     * @param retrySchedule delays between the attempts
     * @param listener receives the outcome and all events of the stream
     */
    SonicStream open(RetrySchedule retrySchedule, SonicListener listener);

    /** Retry schedule for the opening of a stream: the delays between the attempts. */
    enum RetrySchedule {
        /** Retries after 1 s, 2 s and 4 s, with jitter, within 15 s: for a new conversation. */
        FIRST_OPENING,
        /**
         * Retries at once, then after 1 s, 2 s and 4 s, with jitter, within 15 s: for a stream that
         * is opened in the middle of a conversation.
         */
        REOPENING
    }
}
