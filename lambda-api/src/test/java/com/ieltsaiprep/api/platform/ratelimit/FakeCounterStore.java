package com.ieltsaiprep.api.platform.ratelimit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Counts and marks in memory. */
public final class FakeCounterStore implements CounterStore {
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Instant> expiry = new HashMap<>();
    private final Map<String, Instant> marks = new HashMap<>();
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

    @Override
    public void takeBack(String key) {
        if (!throttled) {
            counts.computeIfPresent(key, (_, count) -> Math.max(0, count - 1));
        }
    }

    @Override
    public void mark(String key, Instant expiresAt) {
        if (!throttled) {
            marks.put(key, expiresAt);
        }
    }

    @Override
    public boolean isMarked(String key, Instant now) {
        return !throttled && marks.getOrDefault(key, Instant.MIN).isAfter(now);
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

    /** When each mark may be forgotten. */
    public Map<String, Instant> marks() {
        return Map.copyOf(marks);
    }
}
