package com.ieltsaiprep.gateway.conversation;

/**
 * Which conversation, and whose.
 *
 * @param sessionId names the conversation in logs; not a secret
 * @param userId the candidate
 */
public record ConversationIdentity(String sessionId, String userId) {}
