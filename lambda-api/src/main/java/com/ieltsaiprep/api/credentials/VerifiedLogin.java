package com.ieltsaiprep.api.credentials;

import java.time.Instant;

/**
 * Login whose password was verified.
 *
 * @param at when the password was presented
 */
record VerifiedLogin(String userId, Instant at) {}
