package com.ieltsaiprep.local.data;

import com.ieltsaiprep.local.wire.Region;

import java.util.function.LongSupplier;

/** Holds writes back until it is their time. Safe for many threads. */
final class Pace {
    private static final long NS_PER_MS = 1_000_000;

    private final LongSupplier clock;
    private Replication replication = Replication.USUAL;

    /**
     * @param clock monotonic, ns
     */
    Pace(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized Replication replication() {
        return replication;
    }

    synchronized void change(Replication given) {
        replication = given;
        notifyAll();
    }

    /** Waits until a write of one region is due in another. */
    synchronized void await(Change change, Region from, Region to) throws InterruptedException {
        long leftMs = leftMs(change, from, to);
        while (leftMs > 0) {
            wait(leftMs);
            leftMs = leftMs(change, from, to);
        }
    }

    /** Whether it is due now. */
    synchronized boolean isDue(Change change, Region from, Region to) {
        return leftMs(change, from, to) <= 0;
    }

    private long leftMs(Change change, Region from, Region to) {
        if (replication.stopped().contains(from) || replication.stopped().contains(to)) {
            return Long.MAX_VALUE;
        }
        long ageNs = clock.getAsLong() - change.atNs();
        return Math.ceilDiv(replication.lagMs() * NS_PER_MS - ageNs, NS_PER_MS);
    }
}
