package com.ieltsaiprep.api.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
public final class VirtualClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T00:00:00.123456Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** Time goes by. */
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
