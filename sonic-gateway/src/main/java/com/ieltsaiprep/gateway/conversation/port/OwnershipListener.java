package com.ieltsaiprep.gateway.conversation.port;

/**
 * Listener of one claim in the {@link OwnershipRegistry}: receives the answer and, later, the loss
 * of the ownership. Called on the event loop that made the claim; {@code nowUs} is monotonic time
 * in µs.
 */
public interface OwnershipListener {
    /**
     * Handles a granted claim: the claimant owns the conversation until it ends the ownership, or
     * until {@link #onTakenOver}.
     */
    void onGranted(Ownership ownership, long nowUs);

    /**
     * Handles a claim that was refused as outdated: the client has acknowledged a newer capsule
     * (encrypted conversation state) than that of the claim, or the claim has no capsule although
     * the client has acknowledged one, or a later claim was granted first.
     */
    void onSuperseded(long nowUs);

    /** Handles a claim that was refused because the conversation is over and cannot be resumed. */
    void onFinished(long nowUs);

    /**
     * Handles the loss of a granted ownership to another claim. Called at most once, normally
     * within a second of that claim, and never after the claimant has ended the ownership itself.
     */
    void onTakenOver(long nowUs);
}
