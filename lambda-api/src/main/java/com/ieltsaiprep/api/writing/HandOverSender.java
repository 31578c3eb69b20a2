package com.ieltsaiprep.api.writing;

/** Sender of hand-overs to another invocation of the function. */
public interface HandOverSender {
    /**
     * Sends an event.
     *
     * @param event JSON text of the event
     * @return false if it was not accepted; it may arrive all the same if the answer was lost
     */
    boolean send(String event);
}
