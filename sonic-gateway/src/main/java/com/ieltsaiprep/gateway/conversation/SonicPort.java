package com.ieltsaiprep.gateway.conversation;

/**
 * The way to Nova Sonic. It watches over the opening, whose attempts are given up after 5 s without
 * response headers, and over the end, but not over what is between: that a stream has been silent
 * for too long, only the conversation can tell, which knows whether an answer is due.
 */
public interface SonicPort {
    /**
     * Opens a stream. Returns at once; what becomes of it is told to the listener, on the event
     * loop on which this is called. An opening that broke the service's rules is not repeated.
     *
     * @param retrySchedule whether a failed opening is first repeated after a pause or at once
     */
    SonicStream open(RetrySchedule retrySchedule, SonicListener listener);

    /** When the first retry of an opening comes. */
    enum RetrySchedule {
        /** A new conversation: after 1 s, 2 s, 4 s with jitter, within 15 s. */
        FIRST_OPENING,
        /** Mid-conversation: at once, then as above. */
        REOPENING
    }
}
