package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.candidate.TablesControl;
import com.ieltsaiprep.local.candidate.TablesControl.Replication;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * While it is open nothing is replicated: in the cloud others do that, here it would take the
 * processors from what is measured.
 */
record PausedReplication(TablesControl tables, Replication before) implements AutoCloseable {
    private static final Duration LATER = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** Waits until all regions have what was written, and puts off what is written from now on. */
    static PausedReplication of(TablesControl tables) {
        while (tables.replication().underWay() > 0) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        Replication before = tables.replication();
        tables.replicate(new Replication(LATER.toMillis(), before.stopped(), 0));
        return new PausedReplication(tables, before);
    }

    @Override
    public void close() {
        tables.replicate(before);
    }
}
