package com.ieltsaiprep.gateway.fleet;

/** Observer of the ownership of conversations, for the metrics. Called on any thread. */
public interface FleetObserver {
    /**
     * Counts a claim by its result: {@code granted}, {@code superseded}, {@code finished}, or
     * {@code granted_locally} without Redis.
     */
    void onClaim(String result);

    /** Counts a conversation of this node that another claim took over. */
    void onTakenOver();
}
