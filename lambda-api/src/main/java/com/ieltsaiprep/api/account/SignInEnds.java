package com.ieltsaiprep.api.account;

/**
 * Ends sign-ins that a new password has voided already. If that fails the password is still
 * changed, and whoever asked must be told so.
 */
record SignInEnds(Tokens tokens, Leftovers leftovers) {
    void end(String userId) {
        try {
            tokens.endAll(userId);
        } catch (RuntimeException e) {
            leftovers.left(Leftovers.What.SIGN_INS, userId, e);
        }
    }
}
