package com.ieltsaiprep.api.account;

import java.util.Locale;

/** Told of what stayed undone after something that cannot be taken back. */
@FunctionalInterface
public interface CleanupFailures {
    /** What stayed. */
    enum What {
        /** Sign-ins that are void, and will expire. */
        SIGN_INS,
        /** The sign-in that was to begin with a new password; the person can begin it. */
        SIGN_IN,
        /** Maybe something of a deleted account; an operator can finish it. */
        DELETION;

        /** Its name in logs and metrics. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Something stayed undone for this reason. */
    void left(What what, String userId, RuntimeException why);
}
