package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.SentCode.Purpose;

import java.time.Instant;
import java.util.Optional;

/** Codes that were sent by mail, at home: of each person and purpose the newest only. */
public interface Codes {
    /** How often a code may be tried. */
    int TRIES = 500;

    /** Keeps a code, in the place of the one before. */
    void put(SentCode code);

    /**
     * Counts a try, whatever comes of it.
     *
     * @return the code's hash; empty if there is none, it has expired, or has been tried {@link
     *     #TRIES} times before
     */
    Optional<String> attempt(Purpose purpose, String userId, Instant now);
}
