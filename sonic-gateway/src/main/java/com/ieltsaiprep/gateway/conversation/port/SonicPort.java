package com.ieltsaiprep.gateway.conversation.port;

/**
 * Port to Nova Sonic. It supervises the opening, whose attempts time out after 5 s without response
 * headers, and the end, but not the time between: only the conversation knows whether an answer is
 * due and a silent stream is therefore dead.
 */
public interface SonicPort {
    /**
     * Opens a stream. Returns at once; the outcome goes to the listener, on the event loop on which
     * this is called. An opening that broke the service's rules is not retried.
     *
     * @param retrySchedule whether a failed opening is first retried after a pause or at once
     */
    SonicStream open(RetrySchedule retrySchedule, SonicListener listener);

    /** Retry schedule of an opening: the delay before the first retry. */
    enum RetrySchedule {
        /** Backoff of a new conversation: 1 s, 2 s, 4 s with jitter, within 15 s. */
        FIRST_OPENING,
        /** Immediate first retry in mid-conversation, then the same backoff. */
        REOPENING
    }
}
