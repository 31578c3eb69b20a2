package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.handover.History;

/**
 * What conversations are set to.
 *
 * @param voiceId Nova Sonic's name of Maya's voice, such as {@code amy}
 */
public record ConversationSettings(String voiceId, StreamLife life, History.Limits history) {}
