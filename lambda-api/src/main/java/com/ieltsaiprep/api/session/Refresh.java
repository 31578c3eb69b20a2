package com.ieltsaiprep.api.session;

/** What came of a refresh token. */
public sealed interface Refresh {
    /**
     * The sign-in goes on with new tokens.
     *
     * @param profile of the person
     */
    record Renewed(Object profile, Issued issued) implements Refresh {
        /** Without the profile. */
        @Override
        public String toString() {
            return "Renewed[" + issued + "]";
        }
    }

    /** There is no such sign-in, or no longer. */
    record Expired() implements Refresh {}

    /** The token was used before, or all of the person's sign-ins were ended: so is this one. */
    record Revoked() implements Refresh {}

    /** Too many ask at once with tokens of the same sign-in: it is as it was. */
    record Busy() implements Refresh {}
}
