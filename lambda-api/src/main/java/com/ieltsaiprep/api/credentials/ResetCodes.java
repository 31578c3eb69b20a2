package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.platform.secret.EmailedCode;
import com.ieltsaiprep.api.platform.secret.EmailedCodes;

import java.time.Instant;

/** Codes to set a new password, at home. */
public interface ResetCodes {
    /** Keeps another code for a person, and begins the tries anew. */
    void add(String userId, EmailedCode code);

    /**
     * Counts a try, whatever comes of it.
     *
     * @return the person's codes; none if there are none, or they have been tried {@link
     *     EmailedCodes#TRIES} times before
     */
    EmailedCodes attempt(String userId, Instant now);
}
