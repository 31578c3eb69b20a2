package com.ieltsaiprep.gateway.conversation.port;

/**
 * Ownership registry of the fleet: records which node owns a conversation. Each grant comes with a
 * higher generation, the fencing token, by which older owners are recognised and fenced off: a
 * conversation moves between nodes, but no two of them continue it. All calls and callbacks of a
 * claim are on one event loop; a callback may come from within the call.
 *
 * <p>A registry that is unavailable, or has lost its data, grants every claim. The capsule that the
 * client presents is then accepted, whichever it is, until it expires.
 */
public interface OwnershipRegistry {
    /**
     * Claims the ownership of a conversation and takes it from its current owner, if there is one.
     * The listener is answered once within about a second, by {@code onGranted}, {@code
     * onSuperseded} or {@code onFinished}.
     *
     * @param sessionId id of the conversation
     * @param generation generation in the client's capsule (encrypted conversation state); 0 if the
     *     conversation starts without one
     * @param counter number of the client's capsule; 0 if the conversation starts without one,
     *     which is superseded if the client has ever acknowledged a capsule
     * @param listener receives the answer, and later the loss of the ownership
     */
    void claim(String sessionId, long generation, long counter, OwnershipListener listener);
}
