package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;

/**
 * Settings that all conversations of a node share.
 *
 * @param voiceId Nova Sonic's name of the examiner's voice, such as {@code amy}
 * @param rotation ages at which a stream to Nova Sonic is replaced by its successor
 * @param history size limits of the conversation history with which a new stream is seeded
 */
public record ConversationSettings(
        String voiceId, RotationSchedule rotation, History.Limits history) {}
