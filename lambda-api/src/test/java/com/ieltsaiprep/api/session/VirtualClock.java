package com.ieltsaiprep.api.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
public final class VirtualClock implements InstantSource {
    private Instant now;

    /** At the beginning of 2026. */
    public VirtualClock() {
        this(Instant.parse("2026-01-01T00:00:00.123456Z"));
    }

    /** At some time. */
    public VirtualClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Time goes by. */
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
