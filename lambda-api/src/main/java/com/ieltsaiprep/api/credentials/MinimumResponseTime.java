package com.ieltsaiprep.api.credentials;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Minimum response time: delays quick responses, so that their time does not tell whether an e-mail
 * was sent, and so whether an address has an account (user enumeration).
 */
final class MinimumResponseTime {
    /** Longer than sending an e-mail takes from the farthest region. */
    static final Duration MINIMUM = Duration.ofMillis(1_500);

    private final InstantSource clock;
    private final Consumer<Duration> pause;

    MinimumResponseTime(InstantSource clock, Consumer<Duration> pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /** Does the work, and returns its result {@link #MINIMUM} after its begin at the earliest. */
    boolean run(BooleanSupplier work) {
        Instant end = clock.instant().plus(MINIMUM);
        boolean result = work.getAsBoolean();
        Duration rest = Duration.between(clock.instant(), end);
        if (rest.isPositive()) {
            pause.accept(rest);
        }
        return result;
    }
}
