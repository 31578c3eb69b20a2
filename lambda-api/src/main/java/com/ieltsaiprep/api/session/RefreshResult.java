package com.ieltsaiprep.api.session;

/** Result of presenting a refresh token. */
sealed interface RefreshResult {
    /**
     * The token was rotated: the session continues with new tokens.
     *
     * @param profile of the user, as JSON value
     */
    record Renewed(Object profile, IssuedTokens issued) implements RefreshResult {
        /** Omits the profile. */
        @Override
        public String toString() {
            return "Renewed[" + issued + "]";
        }
    }

    /** No such session, or one that has expired. */
    record Expired() implements RefreshResult {}

    /** The session was revoked: because of this token's reuse, or with all of the account's. */
    record Revoked() implements RefreshResult {}

    /** Too many concurrent requests rotate tokens of the same session; nothing was changed. */
    record Conflict() implements RefreshResult {}
}
