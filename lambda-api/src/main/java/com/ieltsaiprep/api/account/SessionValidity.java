package com.ieltsaiprep.api.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whether a person's sessions are good.
 *
 * @param deleted whether the account is gone
 * @param sessionsValidAfter sign-ins before this time, to the millisecond, are void
 */
public record SessionValidity(boolean deleted, Instant sessionsValidAfter) {
    /** Leaves out what is finer than a millisecond, as sign-ins do. */
    public SessionValidity {
        sessionsValidAfter = sessionsValidAfter.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether a sign-in of this time is good. */
    public boolean allows(Instant signedInAt) {
        return !deleted && !signedInAt.isBefore(sessionsValidAfter);
    }
}
