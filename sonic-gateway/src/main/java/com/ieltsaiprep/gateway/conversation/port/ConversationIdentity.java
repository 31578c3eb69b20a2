package com.ieltsaiprep.gateway.conversation.port;

/**
 * Identity of a conversation: its session id and its user.
 *
 * @param sessionId names the conversation in logs; not a secret
 * @param userId the candidate
 */
public record ConversationIdentity(String sessionId, String userId) {}
