package com.ieltsaiprep.api.session;

import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/**
 * Event that ends conversations and voids the tickets to them: {@code {"end_conversations": {"id":
 * "…", "signed_in_before": 1795000000123}}}. The function {@code speech} of the gateway's region
 * takes it from other functions.
 *
 * @param id of the user, or of the one session, whose conversations end
 * @param signedInBefore the time, to the millisecond, from which on sign-ins are not concerned
 */
public record ConversationEnd(String id, Instant signedInBefore) {
    /** Name of the event, its only member. */
    public static final String NAME = "end_conversations";

    /** Returns the event that ends the conversation of a session, whenever its user signed in. */
    public static ConversationEnd ofSession(String sessionId) {
        return new ConversationEnd(sessionId, Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    /**
     * Reads the event's value.
     *
     * @throws IllegalArgumentException if a member is missing
     */
    public static ConversationEnd of(@Nullable Object value) {
        Map<String, @Nullable Object> members = Json.members(value);
        if (members.get("id") instanceof String id
                && members.get("signed_in_before") instanceof Long signedInBefore) {
            return new ConversationEnd(id, Instant.ofEpochMilli(signedInBefore));
        }
        throw new IllegalArgumentException("the event lacks a member");
    }

    String toJson() {
        return Json.write(
                Map.of(NAME, Map.of("id", id, "signed_in_before", signedInBefore.toEpochMilli())));
    }
}
