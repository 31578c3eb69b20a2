package com.ieltsaiprep.gateway.conversation.port;

/**
 * Ownership registry of the fleet: records which node owns a conversation. Each grant comes with a
 * higher generation, the fencing token, by which older owners are recognised and fenced off: a
 * conversation moves between nodes, but no two of them continue it. All calls and callbacks of a
 * claim are on one event loop; a callback may come from within the call.
 *
 * <p>A registry that is unavailable, or has lost its data, grants every claim. A client can then
 * resume from any capsule that has not expired, even an outdated one.
 */
public interface OwnershipRegistry {
    /**
     * Claims the ownership of a conversation and takes it from its current owner, if there is one.
     * Within about a second one method of the listener is called: {@code onGranted}, {@code
     * onSuperseded} or {@code onFinished}.
     *
     * @param identity conversation, and the sign-in by which the client was admitted to it
     * @param generation generation in the client's capsule (encrypted conversation state); 0 if the
     *     client starts the conversation without a capsule
     * @param counter number of the client's capsule; 0 if the client starts the conversation
     *     without a capsule. Such a claim is refused if the client has acknowledged a capsule
     *     before
     * @param listener receives the answer, and later the loss of the ownership or its revocation
     */
    void claim(
            ConversationIdentity identity,
            long generation,
            long counter,
            OwnershipListener listener);
}
