package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.AssessmentStatus;
import com.ieltsaiprep.api.assessment.StoredAssessment;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.common.MonotonicClock;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Log of markings: outcome, duration, calls and tokens of each run; never a text. */
final class MarkingLog {
    private final OperationalEvents events;
    private final MonotonicClock clock;

    /** Run of a marking: in a request, by an asynchronous invocation, or a second mark. */
    enum Run {
        REQUEST,
        CONTINUED,
        REMARK
    }

    MarkingLog(OperationalEvents events, MonotonicClock clock) {
        this.events = events;
        this.clock = clock;
    }

    void ended(Run run, String outcome, long startedUs, MarkingUsage usage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", run.name().toLowerCase(Locale.ROOT));
        fields.put("replies", usage.replies());
        usage.failures()
                .forEach(
                        (failure, count) ->
                                fields.put(failure.name().toLowerCase(Locale.ROOT), count));
        events.markingEnded(
                outcome,
                fields,
                (clock.nowUs() - startedUs) / 1_000,
                usage.inputTokens(),
                usage.outputTokens());
    }

    /** Returns the outcome's name by the assessment that is stored then. */
    static String outcome(Optional<StoredAssessment> stored) {
        return stored.map(StoredAssessment::status).map(MarkingLog::outcome).orElse("deleted");
    }

    private static String outcome(AssessmentStatus status) {
        return switch (status) {
            case AssessmentStatus.Marking _ -> "superseded";
            case AssessmentStatus.Failed _ -> "could_not_be_marked";
            case AssessmentStatus.Done done -> done.isMarked() ? "marked" : "not_scoreable";
        };
    }
}
