package com.ieltsaiprep.gateway.conversation;

import java.time.Duration;

/**
 * When a stream gives way to the next, counted from its opening. Nova Sonic ends a stream at 8 min.
 *
 * @param ripe from here on at the next moment when nobody speaks and nothing is owed
 * @param late from here on also at a pause in the candidate's speech
 * @param latest at the latest here, whatever happens
 */
public record StreamLife(Duration ripe, Duration late, Duration latest) {
    /** For a limit of 8 min. */
    public static final StreamLife USUAL =
            new StreamLife(Duration.ofMinutes(6), Duration.ofMinutes(7), Duration.ofSeconds(450));

    /** Checks the order. */
    public StreamLife {
        if (ripe.isNegative() || ripe.compareTo(late) > 0 || late.compareTo(latest) > 0) {
            throw new IllegalArgumentException(
                    "must be ripe <= late <= latest, but is %s, %s, %s"
                            .formatted(ripe, late, latest));
        }
    }
}
