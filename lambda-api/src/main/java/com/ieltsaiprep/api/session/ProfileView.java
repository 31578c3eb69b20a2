package com.ieltsaiprep.api.session;

import java.time.Instant;
import java.util.Optional;

/** View of a user's profile, as responses that begin or continue a session show it. */
public interface ProfileView {
    /**
     * Reads a profile in the function's own region, where it may be seconds old.
     *
     * @return its JSON value; empty if the account does not allow sessions that began at this time
     */
    Optional<Object> profile(String userId, Instant signedInAt);

    /**
     * Reads a profile in the home region, with strong consistency.
     *
     * @return its JSON value; empty if the account does not allow sessions that began at this time
     */
    Optional<Object> currentProfile(String userId, Instant signedInAt);
}
