package com.ieltsaiprep.gateway.conversation;

import java.time.Duration;

/**
 * When a stream gives way to the next, counted from its opening. Nova Sonic ends a stream at 8 min.
 *
 * @param preferAfter from here on at the next moment when nobody speaks and nothing is owed
 * @param pauseAfter from here on also at a pause in the candidate's speech
 * @param forceAfter at the forceAfter here, whatever happens
 */
public record RotationSchedule(Duration preferAfter, Duration pauseAfter, Duration forceAfter) {
    /** For a limit of 8 min. */
    public static final RotationSchedule DEFAULT =
            new RotationSchedule(
                    Duration.ofMinutes(6), Duration.ofMinutes(7), Duration.ofSeconds(450));

    /** Checks the order. */
    public RotationSchedule {
        if (preferAfter.isNegative()
                || preferAfter.compareTo(pauseAfter) > 0
                || pauseAfter.compareTo(forceAfter) > 0) {
            throw new IllegalArgumentException(
                    "must be preferAfter <= pauseAfter <= forceAfter, but is %s, %s, %s"
                            .formatted(preferAfter, pauseAfter, forceAfter));
        }
    }
}
