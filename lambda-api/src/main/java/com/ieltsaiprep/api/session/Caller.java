package com.ieltsaiprep.api.session;

/**
 * The person who asks, and the sign-in by which they do.
 *
 * @param familyId with the region that decides on it, such as {@code eu.…}
 */
public record Caller(String userId, String familyId) {}
