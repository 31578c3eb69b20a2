package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.http.Request;

import java.time.Instant;
import java.util.function.BiPredicate;

/** Tells whose a request is. */
public interface Authentication {
    /**
     * Who asks.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 without a token that is good;
     *     429 if too many tokens were made up in the same network
     */
    Caller authenticate(Request request);

    /**
     * The same for who reads the account in any case, and so need not have it read twice.
     *
     * @param allows whether the account allows a sign-in of this time; asked only if the session is
     *     not one that was seen good a moment ago
     */
    Caller authenticate(Request request, BiPredicate<String, Instant> allows);

    /**
     * The same for what cannot be undone: asks where it is decided, so that a sign-in that was
     * ended anywhere a moment ago is refused.
     */
    Caller confirm(Request request);
}
