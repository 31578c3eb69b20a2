package com.ieltsaiprep.gateway.fleet;

/** What is counted of the fleet. On any thread. */
public interface FleetObserver {
    /**
     * A claim was answered: {@code granted}, {@code superseded}, {@code finished}, or {@code
     * unregistered} if it was granted without Redis.
     */
    void onClaim(String result);

    /** A conversation of this node's was taken over. */
    void onTakenOver();
}
