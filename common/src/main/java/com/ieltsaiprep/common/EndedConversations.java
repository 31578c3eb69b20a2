package com.ieltsaiprep.common;

import java.time.Instant;

/**
 * Marks in Redis by which the API ends conversations at the gateway: one for each user who signed
 * out everywhere or deleted the account, and one for each session that a later session of the same
 * attempt replaced. The API sets a mark; the gateway reads it when it redeems a ticket, and each
 * second for every conversation.
 *
 * <p>The value of a mark is the time in epoch ms before which a user must have signed in for the
 * mark to end the conversation. So a user who signs in again can begin another.
 */
public final class EndedConversations {
    /** Lifetime of a mark, s: longer than any conversation, and than the tickets to it. */
    public static final int LIFETIME_SECONDS = 46 * 60;

    /** Value of a mark that ends a conversation whenever its user signed in. */
    public static final String ALL = String.valueOf(Long.MAX_VALUE);

    private EndedConversations() {}

    /** Returns the Redis key of a mark: {@code ended:} and the id of a user or of a session. */
    public static String redisKey(String userOrSessionId) {
        return "ended:" + userOrSessionId;
    }

    /** Returns the value of a mark that ends the conversations of earlier sign-ins. */
    public static String signedInBefore(Instant time) {
        return String.valueOf(time.toEpochMilli());
    }
}
