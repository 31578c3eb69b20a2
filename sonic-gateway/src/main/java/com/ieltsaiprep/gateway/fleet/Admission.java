package com.ieltsaiprep.gateway.fleet;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Admission control of a node: limits the number of concurrent conversations, and refuses all new
 * ones while the node starts or drains. Thread-safe.
 */
public final class Admission {

    /** Outcome of a request to admit one conversation. */
    public enum Decision {
        /** Conversation admitted; its slot is to be given back with {@link Admission#release}. */
        ADMITTED,
        /** Conversation refused because the node is at capacity. */
        FULL,
        /** Conversation refused because the node is starting or draining. */
        CLOSED
    }

    private final int capacity;
    private final AtomicInteger conversations = new AtomicInteger();
    private volatile boolean open;

    /**
     * Creates an admission control that refuses all conversations until {@link #open}.
     *
     * @param capacity maximum number of concurrent conversations
     */
    public Admission(int capacity) {
        this.capacity = capacity;
    }

    /** Opens the admission control: conversations are admitted from now on, up to the capacity. */
    public void open() {
        open = true;
    }

    /**
     * Closes the admission control: no more conversations are admitted; those admitted before go
     * on.
     */
    public void close() {
        open = false;
    }

    /** Requests a slot for one conversation, and returns the decision without blocking. */
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

    /** Gives back the slot of an admitted conversation after its end. */
    public void release() {
        conversations.decrementAndGet();
    }

    /** Returns the number of admitted conversations whose slots have not been given back. */
    public int conversations() {
        return conversations.get();
    }
}
