package com.ieltsaiprep.api.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies in memory, which expire by a clock. */
public final class FakeCopies implements SessionCache {
    private record Copy(AccessGrant access, Instant until) {}

    private final InstantSource clock;
    private final Map<String, Copy> cache = new HashMap<>();

    /** By a clock. */
    public FakeCopies(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Optional<AccessGrant> get(String hash) {
        return Optional.ofNullable(cache.get(hash))
                .filter(copy -> clock.instant().isBefore(copy.until()))
                .map(Copy::access);
    }

    @Override
    public void put(String hash, AccessGrant access, Duration lifetime) {
        cache.put(hash, new Copy(access, clock.instant().plus(lifetime)));
    }

    @Override
    public void remove(List<String> hashes) {
        hashes.forEach(cache::remove);
    }
}
