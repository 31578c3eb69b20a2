package com.ieltsaiprep.local.client;

import java.util.List;

/**
 * Speaking plan of a simulated candidate: the utterances, whether they interrupt Maya (the AI
 * examiner), and when the candidate stops.
 *
 * @param utterances utterances in the order in which they are spoken; at least one
 * @param bargeInUs length of the part of each reply of Maya that is played before the candidate
 *     speaks over her, µs; {@link #NO_BARGE_IN} if the candidate lets her finish
 * @param end condition on which the candidate ends the conversation
 * @param limitUs time limit of the conversation, µs since 1970; {@link #NO_LIMIT} if it ends after
 *     the last utterance
 */
public record SpeakingPlan(List<Utterance> utterances, long bargeInUs, End end, long limitUs) {
    /**
     * Condition on which a simulated candidate stops speaking and ends the conversation. If the
     * condition has a time limit, the candidate repeats the utterances until that time.
     */
    public enum End {
        /**
         * Ends once each utterance was spoken and Maya, the AI examiner, has answered the last one.
         */
        ALL_SAID,
        /**
         * Ends at the time limit, even in the middle of a sentence; the utterances are repeated
         * until then.
         */
        AT_LIMIT,
        /**
         * Ends after the time limit, once both speakers are silent and no answer is due; the
         * utterances are repeated until then.
         */
        AFTER_LIMIT
    }

    public static final long NO_BARGE_IN = Long.MAX_VALUE;

    public static final long NO_LIMIT = Long.MAX_VALUE;

    /**
     * Creates a speaking plan with an unmodifiable copy of the utterances.
     *
     * @throws IllegalArgumentException if there are no utterances
     */
    public SpeakingPlan {
        utterances = List.copyOf(utterances);
        if (utterances.isEmpty()) {
            throw new IllegalArgumentException("nothing to say");
        }
    }

    /**
     * Returns a plan by which the candidate says each utterance once, never interrupts Maya (the AI
     * examiner), and ends the conversation after she has replied to the last utterance.
     */
    public static SpeakingPlan inTurn(List<Utterance> utterances) {
        return new SpeakingPlan(utterances, NO_BARGE_IN, End.ALL_SAID, NO_LIMIT);
    }

    /**
     * Returns a plan by which the candidate says each utterance once, and interrupts each reply of
     * Maya (the AI examiner) that lasts longer than {@code bargeInUs}. The conversation ends after
     * her reply to the last utterance, which the candidate does not interrupt.
     *
     * @param bargeInUs length of the part of a reply that is played before the candidate interrupts
     *     it, µs; {@link #NO_BARGE_IN} for a candidate who never interrupts Maya
     */
    public static SpeakingPlan interrupting(List<Utterance> utterances, long bargeInUs) {
        return new SpeakingPlan(utterances, bargeInUs, End.ALL_SAID, NO_LIMIT);
    }

    /**
     * Returns a plan by which the candidate repeats the utterances, never interrupts Maya (the AI
     * examiner), and ends the conversation at a time limit, even in the middle of a sentence.
     *
     * @param limitUs time limit, µs since 1970
     */
    public static SpeakingPlan until(List<Utterance> utterances, long limitUs) {
        return new SpeakingPlan(utterances, NO_BARGE_IN, End.AT_LIMIT, limitUs);
    }

    /**
     * Returns a plan by which the candidate repeats the utterances until a time limit, never
     * interrupts Maya (the AI examiner), and ends the conversation once her reply to the last
     * utterance was played.
     *
     * @param limitUs time limit, µs since 1970
     */
    public static SpeakingPlan untilAnswered(List<Utterance> utterances, long limitUs) {
        return new SpeakingPlan(utterances, NO_BARGE_IN, End.AFTER_LIMIT, limitUs);
    }

    boolean repeats() {
        return end != End.ALL_SAID;
    }

    /** Returns whether the plan ends now, even in mid-sentence. */
    boolean isOverLimit(long nowUs) {
        return end == End.AT_LIMIT && nowUs >= limitUs;
    }

    boolean bargesIn() {
        return bargeInUs != NO_BARGE_IN;
    }
}
