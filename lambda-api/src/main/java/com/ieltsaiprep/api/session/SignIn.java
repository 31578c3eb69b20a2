package com.ieltsaiprep.api.session;

import java.time.Instant;

/**
 * Sign-in that began a session.
 *
 * @param device as the user named it; may be empty
 * @param at when the credentials were presented, to the millisecond
 */
record SignIn(FamilyId id, String userId, String device, Instant at) {
    /** Returns the sign-in for logs, without the device, which may hold a person's name. */
    @Override
    public String toString() {
        return "SignIn[%s, user=%s, at=%s]".formatted(id.region().code(), userId, at);
    }
}
