package com.ieltsaiprep.api.assessment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Status of an assessment: being marked, done or failed. */
public sealed interface AssessmentStatus {
    /**
     * Being marked.
     *
     * @param until lapse: when the marking counts as lost
     */
    record Marking(Instant until) implements AssessmentStatus {}

    /**
     * Done.
     *
     * @param report JSON members of the report: the tasks, how they were marked, and the overall
     *     band, unless a criterion has none
     * @param remark the second mark, if there is one; the report is then the second one
     */
    record Done(Instant markedAt, Map<String, Object> report, Optional<Remark> remark)
            implements AssessmentStatus {
        /** Returns the overall band, low and high as JSON object; null if there is none. */
        @Nullable Object overall() {
            return report.get(AssessmentItems.OVERALL);
        }

        /** Returns whether the report has an overall band, for which an attempt is used. */
        public boolean isMarked() {
            return overall() != null;
        }

        /** Returns the time only, since the report quotes the learner. */
        @Override
        public String toString() {
            return "Done[" + markedAt + "]";
        }
    }

    /**
     * Second mark.
     *
     * @param firstOverall JSON object of the overall band of the first mark
     */
    record Remark(Instant at, Map<String, Object> firstOverall) {}

    /** Failed: there is no report, and no attempt was used. */
    record Failed(Reason reason) implements AssessmentStatus {}

    /** Reason of a failed marking. */
    enum Reason {
        /** The model gave no valid reply for a criterion. */
        COULD_NOT_BE_MARKED,
        /** The marking was lost: it was not finished in time. */
        LAPSED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
