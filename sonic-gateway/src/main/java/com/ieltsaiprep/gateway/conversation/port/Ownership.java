package com.ieltsaiprep.gateway.conversation.port;

/**
 * Ownership of one conversation, granted by the {@link OwnershipRegistry} so that only one node
 * continues the conversation. Used on the owner's event loop only; no call blocks. An ownership
 * ends with {@link #finish} or {@link #release}, or when another claim to the conversation is
 * granted.
 */
public interface Ownership {
    /**
     * Returns the generation of this ownership, which is the fencing token. It is higher than that
     * of the previous ownership of the conversation, and than that of the capsule (encrypted
     * conversation state) from which the client resumes.
     */
    long generation();

    /**
     * Returns the name of this ownership, unique in the fleet. Capsules (encrypted conversation
     * state) bear the name. It distinguishes two ownerships of the same generation, which are
     * possible while the registry is unavailable.
     */
    String owner();

    /**
     * Records in the registry that the client has stored the capsule (encrypted conversation state)
     * numbered {@code counter}. Later claims with an older capsule are refused. No effect after the
     * ownership has ended.
     */
    void acknowledge(long counter);

    /**
     * Ends the ownership of the conversation and marks the conversation as over in the registry, so
     * that its client can no longer resume it. No effect after the ownership has ended.
     */
    void finish();

    /**
     * Ends the ownership of the conversation, which remains unfinished, so that its client can
     * resume it on any node.
     */
    void release();
}
