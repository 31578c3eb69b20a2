package com.ieltsaiprep.gateway.conversation;

/** The way to Nova Sonic. */
public interface SonicPort {
    /**
     * Opens a stream. Returns at once; what becomes of it is told to the listener, on the event
     * loop on which this is called.
     *
     * @param patience whether a failed opening is first repeated after a pause or at once
     */
    SonicStream open(Patience patience, SonicListener listener);

    /** When the first retry of an opening comes. */
    enum Patience {
        /** A new conversation: after 1 s, 2 s, 4 s with jitter, within 15 s. */
        FIRST_OPENING,
        /** Mid-conversation: at once, then as above. */
        REOPENING
    }
}
