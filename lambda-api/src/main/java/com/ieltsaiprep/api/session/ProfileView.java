package com.ieltsaiprep.api.session;

import java.time.Instant;
import java.util.Optional;

/** View of a user's profile as it is shown in responses that begin or continue a session. */
public interface ProfileView {
    /**
     * Reads a user's profile in the function's own region, where it may be seconds old.
     *
     * @return the profile as JSON value; empty if the account was deleted, or its sessions that
     *     began at {@code signedInAt} are revoked
     */
    Optional<Object> profile(String userId, Instant signedInAt);

    /**
     * Reads a user's profile in the home region, with strong consistency.
     *
     * @return the profile as JSON value; empty if the account was deleted, or its sessions that
     *     began at {@code signedInAt} are revoked
     */
    Optional<Object> currentProfile(String userId, Instant signedInAt);
}
