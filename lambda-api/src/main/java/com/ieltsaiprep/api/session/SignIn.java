package com.ieltsaiprep.api.session;

import java.time.Instant;

/**
 * A sign-in, as it began.
 *
 * @param device as the person named it; may be empty
 * @param at to the millisecond
 */
public record SignIn(FamilyId id, String userId, String device, Instant at) {
    /** Without the device, which a person may have given their name. */
    @Override
    public String toString() {
        return "SignIn[%s, user=%s, at=%s]".formatted(id.region().code(), userId, at);
    }
}
