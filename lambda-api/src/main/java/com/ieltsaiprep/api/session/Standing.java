package com.ieltsaiprep.api.session;

import java.time.Instant;

/**
 * Whether a person's sessions are good.
 *
 * @param deleted whether the account is gone
 * @param sessionsValidAfter sign-ins before this time, to the millisecond, are void
 */
public record Standing(boolean deleted, Instant sessionsValidAfter) {
    boolean allows(Instant signedInAt) {
        return !deleted && !signedInAt.isBefore(sessionsValidAfter);
    }
}
