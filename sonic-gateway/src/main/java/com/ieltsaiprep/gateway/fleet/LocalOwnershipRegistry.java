package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.Ownership;
import com.ieltsaiprep.gateway.conversation.OwnershipListener;
import com.ieltsaiprep.gateway.conversation.OwnershipRegistry;

/** Grants every claim at once: for conversations that no other node can have. */
public final class LocalOwnershipRegistry implements OwnershipRegistry {
    private final MonotonicClock clock;

    /** Tells callbacks the time by this clock. */
    public LocalOwnershipRegistry(MonotonicClock clock) {
        this.clock = clock;
    }

    @Override
    public void claim(String sessionId, long generation, long counter, OwnershipListener holder) {
        holder.onGranted(new LocalOwnership(generation + 1), clock.nowUs());
    }

    private record LocalOwnership(long generation) implements Ownership {
        @Override
        public String owner() {
            return "unregistered";
        }

        @Override
        public void acknowledge(long counter) {}

        @Override
        public void finish() {}

        @Override
        public void release() {}
    }
}
