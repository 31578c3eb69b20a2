package com.ieltsaiprep.gateway.fleet;

import java.util.concurrent.atomic.AtomicInteger;

/** How many conversations this node takes, and whether it takes any. Safe for all event loops. */
public final class Admission {

    /** What came of asking. */
    public enum Decision {
        /** Come in; to be given back with {@link Admission#leave}. */
        ADMITTED,
        /** This node has as many conversations as it may. */
        FULL,
        /** This node is starting or being replaced. */
        CLOSED
    }

    private final int capacity;
    private final AtomicInteger conversations = new AtomicInteger();
    private volatile boolean open;

    /**
     * Closed at first.
     *
     * @param capacity most conversations at a time
     */
    public Admission(int capacity) {
        this.capacity = capacity;
    }

    /** Takes conversations from now on. */
    public void open() {
        open = true;
    }

    /** Takes no more conversations; those that are in stay. */
    public void close() {
        open = false;
    }

    /** Asks for one more conversation. */
    public Decision tryEnter() {
        if (!open) {
            return Decision.CLOSED;
        }
        if (conversations.incrementAndGet() > capacity) {
            conversations.decrementAndGet();
            return Decision.FULL;
        }
        return Decision.ADMITTED;
    }

    /** One conversation is over. */
    public void leave() {
        conversations.decrementAndGet();
    }

    /** How many are in. */
    public int conversations() {
        return conversations.get();
    }
}
