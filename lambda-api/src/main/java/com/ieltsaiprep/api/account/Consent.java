package com.ieltsaiprep.api.account;

import java.time.Instant;

/**
 * Consent of a user to the terms of service.
 *
 * @param termsVersion the day from which those terms hold, such as {@code 2026-11-01}
 * @param at when it was given
 */
public record Consent(String termsVersion, Instant at) {}
