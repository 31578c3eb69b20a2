package com.ieltsaiprep.api.session;

/** Result of presenting a refresh token. */
sealed interface RefreshResult {
    /**
     * Result of a refresh token that was exchanged: the session continues with new tokens.
     *
     * @param profile of the user, as JSON value
     */
    record Renewed(Object profile, IssuedTokens issued) implements RefreshResult {
        /** Returns the validity of the new tokens for logs, without the user's profile. */
        @Override
        public String toString() {
            return "Renewed[" + issued + "]";
        }
    }

    /** Result of a refresh token whose session does not exist or has expired. */
    record Expired() implements RefreshResult {}

    /** Result of a refresh token whose session is revoked, by token reuse or by its user. */
    record Revoked() implements RefreshResult {}

    /** Result of a refresh token that concurrent requests kept from being exchanged. */
    record Conflict() implements RefreshResult {}
}
