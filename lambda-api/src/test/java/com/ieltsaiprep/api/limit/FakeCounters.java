package com.ieltsaiprep.api.limit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Counts in memory. */
public final class FakeCounters implements Counters {
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Instant> expiry = new HashMap<>();
    private boolean throttled;
    private int writes;

    @Override
    public OptionalLong add(String key, Instant expiresAt) {
        if (throttled) {
            return OptionalLong.empty();
        }
        writes++;
        expiry.put(key, expiresAt);
        return OptionalLong.of(counts.merge(key, 1L, Long::sum));
    }

    /** From now on no count can be had. */
    public void throttle() {
        throttled = true;
    }

    /** How often a count was written. */
    public int writes() {
        return writes;
    }

    /** When each count may be forgotten. */
    public Map<String, Instant> expiry() {
        return Map.copyOf(expiry);
    }
}
