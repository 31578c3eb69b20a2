package com.ieltsaiprep.api.account;

import java.time.Instant;

/** Codes to set a new password, at home. */
public interface Codes {
    /** Keeps another code for a person, and begins the tries anew. */
    void add(String userId, SentCode code);

    /**
     * Counts a try, whatever comes of it.
     *
     * @return the person's codes; none if there are none, or they have been tried {@link
     *     SentCodes#TRIES} times before
     */
    SentCodes attempt(String userId, Instant now);
}
