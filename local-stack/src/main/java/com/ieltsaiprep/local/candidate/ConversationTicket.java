package com.ieltsaiprep.local.candidate;

import java.net.URI;

/**
 * Single-use ticket that admits one client to a session on the gateway.
 *
 * @param ticket secret, valid for 60 s
 */
public record ConversationTicket(String sessionId, String ticket, URI streamUrl) {
    @Override
    public String toString() {
        return "Ticket[sessionId=%s, streamUrl=%s]".formatted(sessionId, streamUrl);
    }
}
