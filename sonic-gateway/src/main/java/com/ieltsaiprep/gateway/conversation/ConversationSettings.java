package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;

/**
 * Settings of all conversations.
 *
 * @param voiceId Nova Sonic's name of Maya's voice, such as {@code amy}
 * @param rotation ages at which a stream is rotated
 * @param history limits of the history that seeds a stream
 */
public record ConversationSettings(
        String voiceId, RotationSchedule rotation, History.Limits history) {}
