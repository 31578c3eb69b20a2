package com.ieltsaiprep.api.platform.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One-time codes that were e-mailed for one purpose, such as a password reset. A new code does not
 * invalidate the previous one, since its e-mail may arrive first.
 *
 * @param newestFirst at most {@link #MAX_CODES}, some of which may have expired
 */
public record EmailedCodes(List<EmailedCode> newestFirst) {
    /** Time for which an e-mailed code is valid. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** The number of codes that are kept; a newer one displaces the oldest. */
    static final int MAX_CODES = 3;

    /** Number of guesses at the codes of one purpose before another code must be sent. */
    public static final int MAX_GUESSES = 500;

    /** Creates the codes of one purpose with a copy of their list. */
    public EmailedCodes {
        newestFirst = List.copyOf(newestFirst);
    }

    /** Creates a list of e-mailed codes with its first code, which is sent now. */
    public static EmailedCodes first(OneTimeCode code, Instant now) {
        return new EmailedCodes(List.of(EmailedCode.of(code, now)));
    }

    /** Returns whether a code that a user has typed is among these codes and has not expired. */
    public boolean accept(OneTimeCode typed, Instant now) {
        String hash = typed.hash();
        return newestFirst.stream()
                        .filter(sent -> TokenGenerator.matches(sent.hash(), hash))
                        .filter(sent -> sent.expiresAt().isAfter(now))
                        .count()
                > 0;
    }
}
