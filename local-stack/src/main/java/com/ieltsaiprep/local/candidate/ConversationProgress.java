package com.ieltsaiprep.local.candidate;

import java.util.OptionalInt;

/**
 * Where a conversation stands.
 *
 * @param elapsedUs since it began
 * @param spoken utterances begun
 * @param planned how many there are to be; empty if as many as time allows
 * @param candidateSpeaks whether the candidate is speaking, or in the pause that belongs to it
 * @param mayaSpeaks whether Maya is heard
 */
public record ConversationProgress(
        long elapsedUs,
        int spoken,
        OptionalInt planned,
        boolean candidateSpeaks,
        boolean mayaSpeaks) {}
