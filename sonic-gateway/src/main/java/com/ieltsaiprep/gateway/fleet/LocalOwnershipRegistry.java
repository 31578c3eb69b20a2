package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.OwnershipListener;
import com.ieltsaiprep.gateway.conversation.port.OwnershipRegistry;

/**
 * Ownership registry without Redis for a single node: grants every claim, and never revokes an
 * ownership.
 */
public final class LocalOwnershipRegistry implements OwnershipRegistry {
    private final MonotonicClock clock;

    /**
     * Creates a registry that grants every claim at once, from within {@link #claim}.
     *
     * @param clock source of the time that is passed to the claim's listener
     */
    public LocalOwnershipRegistry(MonotonicClock clock) {
        this.clock = clock;
    }

    @Override
    public void claim(
            ConversationIdentity identity,
            long generation,
            long counter,
            OwnershipListener listener) {
        listener.onGranted(new LocalOwnership(generation + 1), clock.nowUs());
    }

    private record LocalOwnership(long generation) implements Ownership {
        @Override
        public String owner() {
            return "local";
        }

        @Override
        public void acknowledge(long counter) {}

        @Override
        public void finish() {}

        @Override
        public void release() {}
    }
}
