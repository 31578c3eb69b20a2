package com.ieltsaiprep.api.session;

/** What came of a refresh token. */
public sealed interface RefreshResult {
    /**
     * The sign-in goes on with new tokens.
     *
     * @param profile of the person
     */
    record Renewed(Object profile, IssuedTokens issued) implements RefreshResult {
        /** Without the profile. */
        @Override
        public String toString() {
            return "Renewed[" + issued + "]";
        }
    }

    /** There is no such sign-in, or no longer. */
    record Expired() implements RefreshResult {}

    /** The token was used before, or all of the person's sign-ins were ended: so is this one. */
    record Revoked() implements RefreshResult {}

    /** Too many ask at once with tokens of the same sign-in: it is as it was. */
    record Busy() implements RefreshResult {}
}
