package com.ieltsaiprep.local.candidate;

import java.util.List;

/**
 * Speaking plan of a candidate: utterances, barge-in and end.
 *
 * @param utterances in this order; at least one
 * @param bargeInUs how far into each of Maya's replies the candidate speaks over her, µs of her
 *     audio; {@link #NO_BARGE_IN} to let her finish
 * @param end when to stop
 * @param limitUs on the conversation's clock; {@link #NO_LIMIT} if the end has none
 */
public record SpeakingPlan(List<Utterance> utterances, long bargeInUs, End end, long limitUs) {
    /** End of the plan; until then the first utterance follows the last. */
    public enum End {
        /** Stops after the answer to the last utterance. */
        ALL_SAID,
        /** Stops at the limit, even in mid-sentence. */
        AT_LIMIT,
        /** Stops after the limit, once both are silent and no answer is due. */
        AFTER_LIMIT
    }

    public static final long NO_BARGE_IN = Long.MAX_VALUE;

    public static final long NO_LIMIT = Long.MAX_VALUE;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is nothing to say
     */
    public SpeakingPlan {
        utterances = List.copyOf(utterances);
        if (utterances.isEmpty()) {
            throw new IllegalArgumentException("nothing to say");
        }
    }

    /** Plans to say everything once and let Maya finish. */
    public static SpeakingPlan inTurn(List<Utterance> utterances) {
        return new SpeakingPlan(utterances, NO_BARGE_IN, End.ALL_SAID, NO_LIMIT);
    }

    /** Plans to say everything once, each time over Maya. */
    public static SpeakingPlan interrupting(List<Utterance> utterances, long bargeInUs) {
        return new SpeakingPlan(utterances, bargeInUs, End.ALL_SAID, NO_LIMIT);
    }

    /** Plans to go on until the limit, without barge-in. */
    public static SpeakingPlan until(List<Utterance> utterances, long limitUs) {
        return new SpeakingPlan(utterances, NO_BARGE_IN, End.AT_LIMIT, limitUs);
    }

    /** Plans to go on until the limit and then until Maya's answer was played, without barge-in. */
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
