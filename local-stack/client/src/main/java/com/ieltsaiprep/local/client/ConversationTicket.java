package com.ieltsaiprep.local.client;

import java.net.URI;

/**
 * Ticket: a single-use secret that admits one client to a conversation on the gateway.
 *
 * @param sessionId id of the conversation
 * @param ticket the secret, valid for 60 s
 * @param streamUrl URL of the gateway's WebSocket
 */
public record ConversationTicket(String sessionId, String ticket, URI streamUrl) {
    @Override
    public String toString() {
        return "ConversationTicket[sessionId=%s, streamUrl=%s]".formatted(sessionId, streamUrl);
    }
}
