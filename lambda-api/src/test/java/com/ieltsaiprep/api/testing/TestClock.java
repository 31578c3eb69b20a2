package com.ieltsaiprep.api.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Clock that stands still until a test advances it. */
public final class TestClock implements InstantSource {
    private volatile Instant now;

    /** Creates a clock at the beginning of 2026, with a fraction of a millisecond. */
    public TestClock() {
        this(Instant.parse("2026-01-01T00:00:00.123456Z"));
    }

    /** Creates a clock at a time. */
    public TestClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Advances the time. */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    /** Sets the time. */
    public void set(Instant time) {
        now = time;
    }
}
