package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;

import java.util.Set;

/**
 * Replication settings.
 *
 * @param lagMs from a write to its arrival in other regions
 * @param stopped regions that neither send nor receive
 */
record ReplicationSettings(long lagMs, Set<Region> stopped) {
    /** Default: a short lag, all regions connected. */
    static final ReplicationSettings DEFAULT = new ReplicationSettings(300, Set.of());

    ReplicationSettings {
        if (lagMs < 0 || lagMs > 600_000) {
            throw new IllegalArgumentException("lagMs is from 0 to 600000");
        }
        stopped = Set.copyOf(stopped);
    }
}
