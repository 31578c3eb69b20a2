package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.control.TablesControl;
import com.ieltsaiprep.local.control.TablesControl.Replication;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Pauses the replication of tables until it is closed. In the cloud other machines replicate; here
 * it would take processor time from the measurement.
 */
record PausedReplication(TablesControl tables, Replication before) implements AutoCloseable {
    private static final Duration PAUSED_LAG = Duration.ofMinutes(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    /** Waits until all pending writes are replicated, and delays later ones. */
    static PausedReplication pause(TablesControl tables) {
        while (tables.replication().underWay() > 0) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
        Replication before = tables.replication();
        tables.replicate(new Replication(PAUSED_LAG.toMillis(), before.stopped(), 0));
        return new PausedReplication(tables, before);
    }

    @Override
    public void close() {
        tables.replicate(before);
    }
}
