package com.ieltsaiprep.gateway.conversation;

import java.time.Duration;

/**
 * Rotation schedule: the ages at which a stream gives way to its successor, counted from its
 * opening. Nova Sonic ends a stream at 8 min.
 *
 * @param preferAfter rotate from this age on, at the next moment of silence with no reply due
 * @param pauseAfter rotate from this age on, also at a pause in the candidate's speech
 * @param forceAfter rotate at this age in any case
 */
public record RotationSchedule(Duration preferAfter, Duration pauseAfter, Duration forceAfter) {
    /** Default schedule, for a limit of 8 min. */
    public static final RotationSchedule DEFAULT =
            new RotationSchedule(
                    Duration.ofMinutes(6), Duration.ofMinutes(7), Duration.ofSeconds(450));

    /** Validates that the ages are in ascending order. */
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
