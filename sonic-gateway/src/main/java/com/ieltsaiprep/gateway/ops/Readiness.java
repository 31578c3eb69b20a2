package com.ieltsaiprep.gateway.ops;

/**
 * Readiness of the node for new conversations, as its health check reports it. The state of Redis
 * is not part of it: if it were, one failure of Redis would take every node out of service at once.
 */
public final class Readiness {

    /** States, in the order in which a node goes through them. */
    public enum State {
        /** Not ready: the warm-up is under way. */
        WARMING_UP,
        /** Ready for new conversations. */
        READY,
        /** Not ready any more: the node is being replaced. */
        DRAINING
    }

    private volatile State state = State.WARMING_UP;

    /** Sets the state {@code READY}, after the warm-up. */
    public void markReady() {
        state = State.READY;
    }

    /** Sets the state {@code DRAINING}. */
    public void markDraining() {
        state = State.DRAINING;
    }

    /** Returns the current state. */
    public State state() {
        return state;
    }
}
