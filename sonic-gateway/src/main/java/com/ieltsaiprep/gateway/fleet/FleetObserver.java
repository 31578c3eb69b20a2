package com.ieltsaiprep.gateway.fleet;

/**
 * Observer of the ownership registry, which records the node that owns each conversation: counts
 * claims and takeovers for the metrics. Called on any thread.
 */
public interface FleetObserver {
    /**
     * Counts the answer to a claim, by which a node asks to own a conversation.
     *
     * @param result answer of the registry: {@code granted}, {@code superseded}, {@code finished},
     *     or {@code granted_locally} if Redis did not answer
     */
    void onClaim(String result);

    /** Counts a conversation that this node lost because another claim to it was granted. */
    void onTakenOver();

    /**
     * Counts a conversation that the API ended: its user signed out everywhere or deleted the
     * account, or began a later session of the same attempt.
     */
    void onRevoked();
}
