package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;

/**
 * What conversations are set to.
 *
 * @param voiceId Nova Sonic's name of Maya's voice, such as {@code amy}
 */
public record ConversationSettings(
        String voiceId, RotationSchedule rotation, History.Limits history) {}
