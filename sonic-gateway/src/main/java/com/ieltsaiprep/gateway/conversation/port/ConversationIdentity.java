package com.ieltsaiprep.gateway.conversation.port;

import java.time.Instant;

/**
 * Identity of a conversation: its session id and its user, both known from the ticket (single-use
 * secret) by which the client was admitted.
 *
 * @param sessionId id of the conversation, also in logs and support requests; not a secret
 * @param userId id of the candidate's account
 * @param signedInAt when the user signed in on the device that asked for the ticket, to the
 *     millisecond
 */
public record ConversationIdentity(String sessionId, String userId, Instant signedInAt) {}
