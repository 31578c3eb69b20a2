package com.ieltsaiprep.gateway.conversation.port;

/**
 * Ownership of one conversation, granted by the {@link OwnershipRegistry} so that only one node
 * continues the conversation. Used on the owner's event loop only; no call blocks. It ends by
 * {@link #finish}, by {@link #release}, or when another claim is granted.
 */
public interface Ownership {
    /**
     * Returns the generation of this ownership, which is the fencing token: it rises with each
     * ownership of the conversation, and is higher than the generation in the client's capsule
     * (encrypted conversation state) on which the claim was based.
     */
    long generation();

    /**
     * Returns the name of this ownership, unique in the fleet. Capsules (encrypted conversation
     * state) bear the name, so that two ownerships of the same generation can be told apart.
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
