package com.ieltsaiprep.local.candidate;

import java.util.List;

/**
 * What a candidate is going to say, and how politely.
 *
 * @param utterances in this order; at least one
 * @param bargeInUs how far into each of Maya's replies the candidate speaks over her, µs of her
 *     audio; {@link #NO_BARGE_IN} to let her finish
 * @param end when it is over
 * @param limitUs on the conversation's clock; {@link #NO_LIMIT} if the end has none
 */
public record SpeakingPlan(List<Utterance> utterances, long bargeInUs, End end, long limitUs) {
    /** When a candidate has said enough; before that, the first utterance follows the last. */
    public enum End {
        /** After the answer to the last utterance. */
        ALL_SAID,
        /** At the limit, even in mid-sentence. */
        AT_LIMIT,
        /** After the limit, as soon as nobody speaks and nothing is owed. */
        AFTER_LIMIT
    }

    /** No barge-in. */
    public static final long NO_BARGE_IN = Long.MAX_VALUE;

    /** No time limit. */
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

    /** Says everything once and lets Maya finish. */
    public static SpeakingPlan inTurn(List<Utterance> utterances) {
        return new SpeakingPlan(utterances, NO_BARGE_IN, End.ALL_SAID, NO_LIMIT);
    }

    /** Says everything once, each time over Maya. */
    public static SpeakingPlan interrupting(List<Utterance> utterances, long bargeInUs) {
        return new SpeakingPlan(utterances, bargeInUs, End.ALL_SAID, NO_LIMIT);
    }

    /** Goes on, politely, until the limit. */
    public static SpeakingPlan until(List<Utterance> utterances, long limitUs) {
        return new SpeakingPlan(utterances, NO_BARGE_IN, End.AT_LIMIT, limitUs);
    }

    /** Goes on, politely, until the limit, and then until Maya's answer is heard. */
    public static SpeakingPlan untilAnswered(List<Utterance> utterances, long limitUs) {
        return new SpeakingPlan(utterances, NO_BARGE_IN, End.AFTER_LIMIT, limitUs);
    }

    boolean repeats() {
        return end != End.ALL_SAID;
    }

    /** Whether it is over by now, whoever speaks. */
    boolean isOverLimit(long nowUs) {
        return end == End.AT_LIMIT && nowUs >= limitUs;
    }

    boolean bargesIn() {
        return bargeInUs != NO_BARGE_IN;
    }
}
