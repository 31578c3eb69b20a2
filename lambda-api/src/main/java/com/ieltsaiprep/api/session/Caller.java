package com.ieltsaiprep.api.session;

/**
 * Caller of a request: the user, and the session by which the request was authenticated.
 *
 * @param family of the session's tokens
 */
record Caller(String userId, FamilyId family) {}
