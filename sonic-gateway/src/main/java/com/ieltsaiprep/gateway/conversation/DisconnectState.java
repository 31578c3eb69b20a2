package com.ieltsaiprep.gateway.conversation;

/**
 * Disconnect state of a conversation: whether its client is disconnected, since when, and whether
 * this node is draining.
 */
final class DisconnectState {
    /** Time for which a disconnected client can re-attach here, µs. */
    private static final long RESUME_WINDOW_US = 30_000_000;

    /**
     * Time that a client has to acknowledge its capsule before it is disconnected for draining, µs.
     */
    private static final long ACKNOWLEDGE_US = 2_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private boolean draining;
    private long disconnectedUs = NEVER;
    private long capsuleSentUs = NEVER;

    void onDisconnected(long nowUs) {
        disconnectedUs = nowUs;
    }

    void onReconnected() {
        disconnectedUs = NEVER;
        draining = false;
        capsuleSentUs = NEVER;
    }

    void startDraining() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    /** Returns whether the client has been disconnected for too long; while draining, at once. */
    boolean isResumeWindowOver(long nowUs) {
        return disconnectedUs != NEVER && (draining || nowUs - disconnectedUs > RESUME_WINDOW_US);
    }

    /** Records that the client was sent the capsule with which it is to reconnect. */
    void onCapsuleSent(long nowUs) {
        capsuleSentUs = nowUs;
    }

    /** Discards that capsule: the conversation has gone on, and a newer one will be needed. */
    void resetCapsule() {
        capsuleSentUs = NEVER;
    }

    boolean isCapsuleSent() {
        return capsuleSentUs != NEVER;
    }

    boolean isAcknowledgementOverdue(long nowUs) {
        return nowUs - capsuleSentUs > ACKNOWLEDGE_US;
    }
}
