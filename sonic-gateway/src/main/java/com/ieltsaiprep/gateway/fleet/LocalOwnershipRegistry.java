package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.OwnershipListener;
import com.ieltsaiprep.gateway.conversation.port.OwnershipRegistry;

/** Ownership registry without Redis that grants every claim, for conversations of one node only. */
public final class LocalOwnershipRegistry implements OwnershipRegistry {
    private final MonotonicClock clock;

    /** Creates a registry whose callbacks get the time of this clock. */
    public LocalOwnershipRegistry(MonotonicClock clock) {
        this.clock = clock;
    }

    @Override
    public void claim(String sessionId, long generation, long counter, OwnershipListener listener) {
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
