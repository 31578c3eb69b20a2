package com.ieltsaiprep.api.session;

import java.time.Instant;

/**
 * Caller of a request: the user, and the session by which the request was authenticated.
 *
 * @param family of the session's tokens
 * @param signedInAt when the session began, to the millisecond
 */
public record Caller(String userId, FamilyId family, Instant signedInAt) {}
