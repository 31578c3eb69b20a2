package com.ieltsaiprep.gateway.ops;

/**
 * Whether this node wants new conversations. The state of Redis is not part of it: if it were, one
 * fault of Redis would take every node out of service at once.
 */
public final class Readiness {

    /** In the order in which a node goes through them. */
    public enum State {
        /** Not yet: the warm-up conversation is under way. */
        WARMING_UP,
        /** Yes. */
        READY,
        /** No more: the node is being replaced. */
        DRAINING
    }

    private volatile State state = State.WARMING_UP;

    /** The warm-up is done. */
    public void warm() {
        state = State.READY;
    }

    /** The node is being replaced. */
    public void drain() {
        state = State.DRAINING;
    }

    /** Where the node is. */
    public State state() {
        return state;
    }
}
