package com.ieltsaiprep.gateway.conversation.port;

/** Callbacks of a claim in the {@link OwnershipRegistry}, on the claimant's event loop. */
public interface OwnershipListener {
    /** Grants ownership of the conversation, until {@link #onTakenOver}. */
    void onGranted(Ownership ownership, long nowUs);

    /** Refuses the claim: the client has acknowledged a newer capsule than its, or one at all. */
    void onSuperseded(long nowUs);

    /** Refuses the claim: the conversation is over and cannot be resumed. */
    void onFinished(long nowUs);

    /**
     * Revokes the ownership because another claim was granted. Comes within about a second of that
     * claim, once, and not after the ownership was ended.
     */
    void onTakenOver(long nowUs);
}
