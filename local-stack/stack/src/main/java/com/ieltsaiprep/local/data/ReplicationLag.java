package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;

import java.util.Set;
import java.util.function.LongSupplier;

/** Replication lag: delays writes until they are due in another region. Thread-safe. */
final class ReplicationLag {
    private static final long NS_PER_MS = 1_000_000;

    private final LongSupplier clock;
    private ReplicationSettings settings = ReplicationSettings.DEFAULT;

    /**
     * @param clock monotonic, ns
     */
    ReplicationLag(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized ReplicationSettings settings() {
        return settings;
    }

    synchronized void change(ReplicationSettings newSettings) {
        settings = newSettings;
        notifyAll();
    }

    /**
     * Waits until a write of {@code from}, made at {@code atNs}, is due in at least one of {@code
     * to}.
     */
    synchronized void await(long atNs, Region from, Set<Region> to) throws InterruptedException {
        long leftMs = leftMs(atNs, from, to);
        while (leftMs > 0) {
            wait(leftMs);
            leftMs = leftMs(atNs, from, to);
        }
    }

    /** Reports whether a write is due now. */
    synchronized boolean isDue(long atNs, Region from, Region to) {
        return leftMs(atNs, from, Set.of(to)) <= 0;
    }

    private long leftMs(long atNs, Region from, Set<Region> to) {
        if (settings.stopped().contains(from) || settings.stopped().containsAll(to)) {
            return Long.MAX_VALUE;
        }
        long ageNs = clock.getAsLong() - atNs;
        return Math.ceilDiv(settings.lagMs() * NS_PER_MS - ageNs, NS_PER_MS);
    }
}
