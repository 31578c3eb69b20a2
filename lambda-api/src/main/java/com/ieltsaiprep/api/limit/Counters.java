package com.ieltsaiprep.api.limit;

import java.time.Instant;
import java.util.OptionalLong;

/** Counts that all of a region's functions share. */
@FunctionalInterface
public interface Counters {
    /**
     * Adds one.
     *
     * @param key of the count
     * @param expiresAt when it may be forgotten
     * @return the count, this one included; empty if it cannot be had at present
     */
    OptionalLong add(String key, Instant expiresAt);
}
