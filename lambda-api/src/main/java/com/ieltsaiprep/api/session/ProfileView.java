package com.ieltsaiprep.api.session;

import java.time.Instant;
import java.util.Optional;

/** Reader of a user's profile, for responses that begin or continue a session. */
public interface ProfileView {
    /**
     * Reads a user's profile in the function's own region, where it may be seconds old.
     *
     * @return the profile as JSON value; empty if the account was deleted, or if a session that
     *     began at {@code signedInAt} is revoked
     */
    Optional<Object> profile(String userId, Instant signedInAt);

    /**
     * Reads a user's profile in the home region, with strong consistency.
     *
     * @return the profile as JSON value; empty if the account was deleted, or if a session that
     *     began at {@code signedInAt} is revoked
     */
    Optional<Object> currentProfile(String userId, Instant signedInAt);
}
