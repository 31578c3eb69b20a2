package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.CleanupFailures;

/**
 * Ends sign-ins that a new password has voided already. If that fails the password is still
 * changed, and whoever asked must be told so.
 */
record SessionRevocation(Tokens tokens, CleanupFailures cleanupFailures) {
    void end(String userId) {
        try {
            tokens.endAll(userId);
        } catch (RuntimeException e) {
            cleanupFailures.left(CleanupFailures.What.SIGN_INS, userId, e);
        }
    }
}
