package com.ieltsaiprep.gateway.conversation.port;

/**
 * Ownership registry of the fleet: records which node owns a conversation, and fences off earlier
 * owners. So a conversation moves but never forks: each grant comes with a higher generation, the
 * fencing token. All calls and callbacks are on one event loop; a callback may come from within the
 * call.
 *
 * <p>A registry that is unavailable or has lost its memory grants every claim: then the newest
 * capsule that the client has is good, within its expiry.
 */
public interface OwnershipRegistry {
    /**
     * Claims ownership of a conversation and takes it from the current owner. Answered once, by
     * {@code onGranted}, {@code onSuperseded} or {@code onFinished}, within about a second.
     *
     * @param generation of the capsule that the claim rests on; 0 without one
     * @param counter of that capsule; 0 without one, which is to begin, and superseded by any
     *     capsule that was acknowledged
     */
    void claim(String sessionId, long generation, long counter, OwnershipListener listener);
}
