package com.ieltsaiprep.common.marking;

import java.util.Locale;

/** Reason code: why a task or criterion has no band, a lower one, or a wider range. */
public enum ReasonCode {
    /** The task was left out: band 0. */
    NO_ANSWER,
    /** Fewer own words than required: the band of the task criterion is lowered. */
    UNDER_LENGTH,
    /** Twenty words or fewer: band 1. */
    TOO_SHORT,
    /** Not English: no band. */
    NOT_ENGLISH,
    /** Mostly the words of the prompt: no band. */
    COPIED_PROMPT,
    /** Mostly repetitions of itself: no band. */
    REPEATED_TEXT,
    /** The other task of the test cannot have a band: no model read this one, no band. */
    OTHER_TASK,
    /** Sentences that address the marker, marked without them as well. */
    SUSPICIOUS_TEXT,
    /** Fewer than two verified quotes support the band. */
    LOW_EVIDENCE,
    /** One opinion only: the range is wider. */
    ONE_OPINION,
    /** The measures of the text make the band unlikely: the range is wider. */
    UNLIKELY_BAND,
    /** No valid reply of a model: no band. */
    NOT_MARKED;

    /** Returns the code's id in JSON, such as {@code under_length}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
