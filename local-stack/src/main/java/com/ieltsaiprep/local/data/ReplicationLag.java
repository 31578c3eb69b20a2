package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;

import java.util.Set;
import java.util.function.LongSupplier;

/** Holds writes back until it is their time. Safe for many threads. */
final class ReplicationLag {
    private static final long NS_PER_MS = 1_000_000;

    private final LongSupplier clock;
    private ReplicationSettings replication = ReplicationSettings.USUAL;

    /**
     * @param clock monotonic, ns
     */
    ReplicationLag(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized ReplicationSettings replication() {
        return replication;
    }

    synchronized void change(ReplicationSettings given) {
        replication = given;
        notifyAll();
    }

    /** Waits until a write of one region, made then, is due in one of others. */
    synchronized void await(long atNs, Region from, Set<Region> to) throws InterruptedException {
        long leftMs = leftMs(atNs, from, to);
        while (leftMs > 0) {
            wait(leftMs);
            leftMs = leftMs(atNs, from, to);
        }
    }

    /** Whether it is due now. */
    synchronized boolean isDue(long atNs, Region from, Region to) {
        return leftMs(atNs, from, Set.of(to)) <= 0;
    }

    private long leftMs(long atNs, Region from, Set<Region> to) {
        if (replication.stopped().contains(from) || replication.stopped().containsAll(to)) {
            return Long.MAX_VALUE;
        }
        long ageNs = clock.getAsLong() - atNs;
        return Math.ceilDiv(replication.lagMs() * NS_PER_MS - ageNs, NS_PER_MS);
    }
}
