package com.ieltsaiprep.common.marking;

/** Call outcome: what is known of a marking call that was answered or has failed. */
sealed interface CallOutcome {
    /** Opinion on a criterion, verified. */
    record Marked(CriterionOpinion opinion) implements CallOutcome {}

    /** Feedback, verified. */
    record Advised(Feedback feedback) implements CallOutcome {}

    /** Invalid first reply; the repair request is outstanding. */
    record Invalid(ReplyFault fault) implements CallOutcome {}

    /** No valid reply, and no further request. */
    record Unanswered() implements CallOutcome {}
}
