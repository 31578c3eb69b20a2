package com.ieltsaiprep.local.candidate;

import java.net.URI;

/**
 * The right to one conversation.
 *
 * @param ticket a secret for 60 s, and then worth nothing
 */
public record ConversationTicket(String sessionId, String ticket, URI streamUrl) {
    @Override
    public String toString() {
        return "Ticket[sessionId=%s, streamUrl=%s]".formatted(sessionId, streamUrl);
    }
}
