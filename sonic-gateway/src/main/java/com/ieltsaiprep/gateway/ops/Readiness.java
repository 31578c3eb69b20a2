package com.ieltsaiprep.gateway.ops;

/**
 * Readiness of this node for new conversations, as its health check reports it. The state of Redis
 * is left out: otherwise one failure of Redis would take every node out of service at once.
 * Thread-safe.
 */
public final class Readiness {

    /** States of a node's readiness, in the order in which the node goes through them. */
    public enum State {
        /** Not ready: the JIT warm-up of the new node is under way. */
        WARMING_UP,
        /** Ready: the node accepts new conversations. */
        READY,
        /** Not ready any more: the node moves its conversations to other nodes before it ends. */
        DRAINING
    }

    private volatile State state = State.WARMING_UP;

    /** Marks this node as ready for new conversations, after its warm-up. */
    public void markReady() {
        state = State.READY;
    }

    /** Marks this node as draining: not ready any more, because it is being replaced. */
    public void markDraining() {
        state = State.DRAINING;
    }

    /** Returns the current readiness of this node. */
    public State state() {
        return state;
    }
}
