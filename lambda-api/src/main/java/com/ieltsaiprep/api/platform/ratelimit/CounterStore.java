package com.ieltsaiprep.api.platform.ratelimit;

import java.time.Instant;
import java.util.OptionalLong;

/** Counts that all of a region's functions share, and marks that all regions do after a while. */
public interface CounterStore {
    /**
     * Adds one.
     *
     * @param key of the count
     * @param expiresAt when it may be forgotten
     * @return the count, this one included; empty if it cannot be had at present
     */
    OptionalLong add(String key, Instant expiresAt);

    /** Takes one away, if there is one and it can be done at present. */
    void takeBack(String key);

    /** Sets a mark, if it can be done at present. */
    void mark(String key, Instant expiresAt);

    /** Whether there is a mark that has not expired; if that cannot be had at present, no. */
    boolean isMarked(String key, Instant now);
}
