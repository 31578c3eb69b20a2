package com.ieltsaiprep.local.client;

import java.util.OptionalInt;

/**
 * Snapshot of the progress of a simulated candidate's conversation.
 *
 * @param elapsedUs time since the conversation began, µs
 * @param spoken number of utterances that the candidate has begun
 * @param planned number of utterances that the candidate will say; empty if the plan repeats them
 *     until a time limit
 * @param candidateSpeaks whether the candidate is speaking, or in the pause at the end of an
 *     utterance
 * @param mayaSpeaks whether the voice of Maya, the AI examiner, is playing
 */
public record ConversationProgress(
        long elapsedUs,
        int spoken,
        OptionalInt planned,
        boolean candidateSpeaks,
        boolean mayaSpeaks) {}
