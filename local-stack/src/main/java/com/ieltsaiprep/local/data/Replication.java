package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;

import java.util.Set;

/**
 * How tables are replicated.
 *
 * @param lagMs from a write to when other regions have it
 * @param stopped regions that neither send nor receive
 */
record Replication(long lagMs, Set<Region> stopped) {
    /** Quick, and all regions. */
    static final Replication USUAL = new Replication(300, Set.of());

    Replication {
        if (lagMs < 0 || lagMs > 600_000) {
            throw new IllegalArgumentException("lagMs is from 0 to 600000");
        }
        stopped = Set.copyOf(stopped);
    }
}
