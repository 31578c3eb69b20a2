package com.ieltsaiprep.gateway.conversation.port;

/**
 * Listener of one claim in the {@link OwnershipRegistry}: receives the registry's answer, and is
 * notified if a granted ownership is lost later. Called on the event loop that made the claim;
 * {@code nowUs} is monotonic time in µs.
 */
public interface OwnershipListener {
    /**
     * Handles a granted claim: the claimant owns the conversation until it ends the ownership, or
     * until {@link #onTakenOver} or {@link #onRevoked}.
     */
    void onGranted(Ownership ownership, long nowUs);

    /**
     * Handles a claim that was refused as outdated. Either the client has acknowledged a newer
     * capsule (encrypted conversation state) than it presents now, or it has acknowledged one and
     * presents none, or a later claim was granted first.
     */
    void onSuperseded(long nowUs);

    /** Handles a claim that was refused because the conversation is over and cannot be resumed. */
    void onFinished(long nowUs);

    /**
     * Handles the loss of a granted ownership to another claim. Called at most once, normally
     * within a second of that claim, and never after the claimant has ended the ownership itself.
     */
    void onTakenOver(long nowUs);

    /**
     * Handles the revocation of a granted ownership: the user has signed out everywhere or deleted
     * the account, or has begun a later session of the same attempt. Called at most once, normally
     * within a second, and never after the claimant has ended the ownership itself.
     */
    void onRevoked(long nowUs);
}
