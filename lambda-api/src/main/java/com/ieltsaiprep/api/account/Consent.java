package com.ieltsaiprep.api.account;

import java.time.Instant;

/**
 * Consent of a user to one version of the terms of service.
 *
 * @param termsVersion the day from which these terms hold, such as {@code 2026-11-01}
 * @param at when the user gave the consent
 */
public record Consent(String termsVersion, Instant at) {}
