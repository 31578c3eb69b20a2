package com.ieltsaiprep.local.candidate;

import java.util.OptionalInt;

/**
 * Progress of a conversation.
 *
 * @param elapsedUs since it began
 * @param spoken utterances begun
 * @param planned utterances in all; empty if as many as time allows
 * @param candidateSpeaks whether the candidate is speaking, or in the pause that belongs to it
 * @param mayaSpeaks whether Maya's voice is playing
 */
public record ConversationProgress(
        long elapsedUs,
        int spoken,
        OptionalInt planned,
        boolean candidateSpeaks,
        boolean mayaSpeaks) {}
