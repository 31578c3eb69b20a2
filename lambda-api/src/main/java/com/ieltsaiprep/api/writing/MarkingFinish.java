package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.AssessmentStatus.Done;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Reason;
import com.ieltsaiprep.api.assessment.Assessments;
import com.ieltsaiprep.api.assessment.StoredAssessment;
import com.ieltsaiprep.common.marking.Assessment;
import com.ieltsaiprep.common.marking.MarkingEngine;
import com.ieltsaiprep.common.marking.MarkingState;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Finish of markings: saves what the replies of the models allow, or that they allow nothing. */
final class MarkingFinish {
    private final MarkingEngine engine;
    private final Assessments assessments;
    private final Reports reports;
    private final InstantSource clock;

    MarkingFinish(
            MarkingEngine engine, Assessments assessments, Reports reports, InstantSource clock) {
        this.engine = engine;
        this.assessments = assessments;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Saves the result of a marking.
     *
     * @return the assessment as it is stored then; empty if it was deleted
     */
    Optional<StoredAssessment> save(StoredAssessment marking, MarkingState state) {
        Assessment assessment = engine.assess(state);
        return !assessment.isMarked() && assessment.lacksReply()
                ? assessments.fail(marking, Reason.COULD_NOT_BE_MARKED)
                : assessments.complete(marking, done(marking, assessment));
    }

    /** Returns the status of an assessment that is marked now. */
    Done done(StoredAssessment marking, Assessment assessment) {
        return new Done(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                reports.report(assessment, marking.texts().taskIds()),
                Optional.empty());
    }
}
