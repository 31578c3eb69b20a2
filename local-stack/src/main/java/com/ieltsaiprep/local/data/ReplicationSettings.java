package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;

import java.util.Set;

/**
 * How tables are replicated.
 *
 * @param lagMs from a write to when other regions have it
 * @param stopped regions that neither send nor receive
 */
record ReplicationSettings(long lagMs, Set<Region> stopped) {
    /** Quick, and all regions. */
    static final ReplicationSettings USUAL = new ReplicationSettings(300, Set.of());

    ReplicationSettings {
        if (lagMs < 0 || lagMs > 600_000) {
            throw new IllegalArgumentException("lagMs is from 0 to 600000");
        }
        stopped = Set.copyOf(stopped);
    }
}
