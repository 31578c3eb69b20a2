package com.ieltsaiprep.api.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Validity of an account's sessions, by the time at which they began.
 *
 * @param deleted whether the account was deleted, which leaves a tombstone
 * @param sessionsValidAfter sessions that began before this time, to the millisecond, are revoked
 */
public record SessionValidity(boolean deleted, Instant sessionsValidAfter) {
    /** Truncates the time to milliseconds, the precision of sessions. */
    public SessionValidity {
        sessionsValidAfter = sessionsValidAfter.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns whether a session that began at this time is valid. */
    public boolean allows(Instant signedInAt) {
        return !deleted && !signedInAt.isBefore(sessionsValidAfter);
    }
}
