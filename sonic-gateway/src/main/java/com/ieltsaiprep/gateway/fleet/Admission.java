package com.ieltsaiprep.gateway.fleet;

import java.util.concurrent.atomic.AtomicInteger;

/** Admission control of a node: limits its concurrent conversations. Thread-safe. */
public final class Admission {

    /** Outcome of a request for admission. */
    public enum Decision {
        /** Admitted; the slot is to be returned with {@link Admission#release}. */
        ADMITTED,
        /** Rejected: the node is at capacity. */
        FULL,
        /** Rejected: the node is starting or draining. */
        CLOSED
    }

    private final int capacity;
    private final AtomicInteger conversations = new AtomicInteger();
    private volatile boolean open;

    /**
     * Creates an admission control that is closed.
     *
     * @param capacity maximum of concurrent conversations
     */
    public Admission(int capacity) {
        this.capacity = capacity;
    }

    /** Opens: conversations are admitted from now on. */
    public void open() {
        open = true;
    }

    /** Closes: no more conversations are admitted; those admitted before go on. */
    public void close() {
        open = false;
    }

    /** Requests admission of one conversation. */
    public Decision tryAdmit() {
        if (!open) {
            return Decision.CLOSED;
        }
        if (conversations.incrementAndGet() > capacity) {
            conversations.decrementAndGet();
            return Decision.FULL;
        }
        return Decision.ADMITTED;
    }

    /** Returns the slot of a conversation that is over. */
    public void release() {
        conversations.decrementAndGet();
    }

    /** Returns the number of admitted conversations. */
    public int conversations() {
        return conversations.get();
    }
}
