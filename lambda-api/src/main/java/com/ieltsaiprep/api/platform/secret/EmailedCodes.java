package com.ieltsaiprep.api.platform.secret;

import java.time.Instant;
import java.util.List;

/**
 * The codes that were sent for one thing. Another letter does not void the one before: it may be
 * the one that arrives first.
 *
 * @param newestFirst at most {@link #MOST}, some of which may be too old
 */
public record EmailedCodes(List<EmailedCode> newestFirst) {
    /** How many are kept. */
    public static final int MOST = 3;

    /** How often codes may be tried before another is sent. */
    public static final int TRIES = 500;

    /** Copies the list. */
    public EmailedCodes {
        newestFirst = List.copyOf(newestFirst);
    }

    /** Whether one that is still good is this one. */
    public boolean include(OneTimeCode typed, Instant now) {
        String hash = typed.hash();
        return newestFirst.stream()
                        .filter(sent -> TokenGenerator.same(sent.hash(), hash))
                        .filter(sent -> sent.expiresAt().isAfter(now))
                        .count()
                > 0;
    }
}
