package com.ieltsaiprep.api.qr;

import java.time.Instant;

/** Tells people what was approved in their name. */
@FunctionalInterface
public interface QrNotices {
    /**
     * A browser may have their account. Never throws: if it cannot be told, the operators know.
     *
     * @param browser in words
     * @param place in words
     * @param at when it was approved
     */
    void approved(String userId, String browser, String place, Instant at);
}
