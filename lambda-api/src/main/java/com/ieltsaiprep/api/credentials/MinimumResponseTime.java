package com.ieltsaiprep.api.credentials;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Makes answers take the same time, whatever was done for them: whether a letter was sent tells who
 * has an account.
 */
public final class MinimumResponseTime {
    /** Longer than a letter takes from the farthest region. */
    static final Duration LEAST = Duration.ofMillis(1_500);

    private final InstantSource clock;
    private final Pause pause;

    /** Waits, such as {@link Thread#sleep(Duration)}. */
    @FunctionalInterface
    public interface Pause {
        /** Comes back after some time. */
        void sleep(Duration time) throws InterruptedException;
    }

    /** With a clock, and a way to wait. */
    public MinimumResponseTime(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Does something, and comes back {@link #LEAST} after its beginning or when it is done.
     *
     * @return what that answered
     */
    boolean run(BooleanSupplier work) {
        Instant end = clock.instant().plus(LEAST);
        boolean answer = work.getAsBoolean();
        Duration rest = Duration.between(clock.instant(), end);
        if (rest.isPositive()) {
            try {
                pause.sleep(rest);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        return answer;
    }
}
