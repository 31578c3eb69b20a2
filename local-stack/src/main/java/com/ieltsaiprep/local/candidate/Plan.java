package com.ieltsaiprep.local.candidate;

import java.util.List;

/**
 * What a candidate is going to say, and how politely.
 *
 * @param utterances in this order; at least one
 * @param bargeInUs how far into each of Maya's replies the candidate speaks over her, µs of her
 *     audio; {@link #POLITE} to let her finish
 * @param limitUs when to end, on the conversation's clock, even in mid-sentence; {@link #NO_LIMIT}
 *     to end after the answer to the last utterance
 * @param repeat whether to begin again after the last utterance
 */
public record Plan(List<Utterance> utterances, long bargeInUs, long limitUs, boolean repeat) {
    /** No barge-in. */
    public static final long POLITE = Long.MAX_VALUE;

    /** No time limit. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is nothing to say
     */
    public Plan {
        utterances = List.copyOf(utterances);
        if (utterances.isEmpty()) {
            throw new IllegalArgumentException("nothing to say");
        }
    }

    /** Says everything once and lets Maya finish. */
    public static Plan polite(List<Utterance> utterances) {
        return new Plan(utterances, POLITE, NO_LIMIT, false);
    }

    /** Says everything once, each time over Maya. */
    public static Plan interrupting(List<Utterance> utterances, long bargeInUs) {
        return new Plan(utterances, bargeInUs, NO_LIMIT, false);
    }

    /** Goes on, politely, until the limit. */
    public static Plan until(List<Utterance> utterances, long limitUs) {
        return new Plan(utterances, POLITE, limitUs, true);
    }

    boolean interrupts() {
        return bargeInUs != POLITE;
    }
}
