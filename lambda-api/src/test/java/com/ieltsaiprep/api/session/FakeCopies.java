package com.ieltsaiprep.api.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies in memory, which expire by a clock. */
public final class FakeCopies implements SessionCopies {
    private record Copy(Access access, Instant until) {}

    private final InstantSource clock;
    private final Map<String, Copy> copies = new HashMap<>();

    /** By a clock. */
    public FakeCopies(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Access> get(String hash) {
        return Optional.ofNullable(copies.get(hash))
                .filter(copy -> clock.instant().isBefore(copy.until()))
                .map(Copy::access);
    }

    @Override
    public void put(String hash, Access access, Duration lifetime) {
        copies.put(hash, new Copy(access, clock.instant().plus(lifetime)));
    }

    @Override
    public void remove(List<String> hashes) {
        hashes.forEach(copies::remove);
    }
}
