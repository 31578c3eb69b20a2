package com.ieltsaiprep.api.session;

import java.time.Instant;
import java.util.Optional;

/** People as the API shows them to themselves: what is written as the JSON of a person. */
public interface ProfileView {
    /** Of a person who has an account. */
    Object profile(String userId);

    /** The same by a sign-in of some time; empty if that is not, or no longer, good. */
    Optional<Object> profile(String userId, Instant signedInAt);
}
