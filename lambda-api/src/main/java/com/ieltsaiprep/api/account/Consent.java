package com.ieltsaiprep.api.account;

import java.time.Instant;

/**
 * That a person agreed to our terms.
 *
 * @param termsVersion the day from which those terms hold, such as {@code 2026-11-01}
 * @param at when
 */
public record Consent(String termsVersion, Instant at) {}
