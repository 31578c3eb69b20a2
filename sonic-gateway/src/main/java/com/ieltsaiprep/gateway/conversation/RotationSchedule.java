package com.ieltsaiprep.gateway.conversation;

import java.time.Duration;

/**
 * Rotation schedule: the ages at which a stream to Nova Sonic is replaced by its successor, counted
 * from the start of the attempt that opened it. Nova Sonic itself ends a stream at 8 min.
 *
 * @param preferAfter age from which a stream is replaced at the next moment when neither side
 *     speaks and no reply is due
 * @param pauseAfter age from which a pause within the candidate's turn is enough for the
 *     replacement
 * @param forceAfter age from which a stream is replaced even while one side speaks
 */
public record RotationSchedule(Duration preferAfter, Duration pauseAfter, Duration forceAfter) {
    /** Default schedule, within Nova Sonic's limit of 8 min: 6 min, 7 min and 7.5 min. */
    public static final RotationSchedule DEFAULT =
            new RotationSchedule(
                    Duration.ofMinutes(6), Duration.ofMinutes(7), Duration.ofSeconds(450));

    /**
     * Creates a rotation schedule of ages in ascending order.
     *
     * @throws IllegalArgumentException if the ages are not in ascending order, or negative
     */
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
