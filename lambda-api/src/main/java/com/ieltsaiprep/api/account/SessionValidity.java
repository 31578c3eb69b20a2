package com.ieltsaiprep.api.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Rule that tells which sessions of an account are valid, by the time at which they began.
 *
 * @param deleted whether the account was deleted, so that no session is valid
 * @param sessionsValidAfter time, precise to 1 ms; sessions that began before it are revoked
 */
public record SessionValidity(boolean deleted, Instant sessionsValidAfter) {
    /** Truncates the time to milliseconds, the precision of the times at which sessions began. */
    public SessionValidity {
        sessionsValidAfter = sessionsValidAfter.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns whether a session of the account that began at {@code signedInAt} is valid. */
    public boolean allows(Instant signedInAt) {
        return !deleted && !signedInAt.isBefore(sessionsValidAfter);
    }
}
