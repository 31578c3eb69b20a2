package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.session.IssuedTokens;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The sign-ins of a person, as the accounts begin, show and end them. */
public interface Tokens {
    /**
     * Begins a sign-in of somebody who has shown who they are.
     *
     * @param device as the person names it; may be empty
     * @param at when they did; whoever ended all their sign-ins since, ended this one too
     */
    IssuedTokens issue(String userId, String device, Instant at);

    /** When and where a person signed in, as JSON values without tokens and their hashes. */
    List<Map<String, Object>> list(String userId);

    /** Ends all sign-ins of a person. */
    void endAll(String userId);
}
